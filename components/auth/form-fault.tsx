import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { AuthFault } from '@/lib/auth/auth-fault';

/** Says what went wrong with a whole form; the live region is there before the fault is. */
export function FormFault({ fault }: { fault: AuthFault | undefined }) {
  const t = useTranslations('auth');
  return (
    <div role="alert" className="empty:hidden">
      {fault ? (
        <p className="flex gap-2.5 rounded-lg bg-raised px-3 py-2.5 leading-relaxed">
          <CircleAlert aria-hidden className="mt-1 size-4 shrink-0 text-danger" />
          {t(fault)}
        </p>
      ) : null}
    </div>
  );
}

import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { pageUser } from '@/lib/auth/page-user';

/** Says to a guest, over the form that signs in as somebody else, that this would be the end of the guest. */
export async function GuestNote() {
  const user = await pageUser();
  if (!user || user === 'unavailable' || !user.guest) return null;
  const t = await getTranslations('auth');
  return (
    <p className="mb-6 rounded-lg bg-raised px-3 py-2.5 leading-relaxed">
      {t.rich('guestLeaves', {
        link: (label) => (
          <Link href="/account" prefetch={false} className="rounded font-medium underline underline-offset-4">
            {label}
          </Link>
        ),
      })}
    </p>
  );
}

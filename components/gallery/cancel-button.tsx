'use client';

import { useTranslations } from 'next-intl';
import { useCancel } from './use-cancel';

interface Props {
  taskId: string;
  number: number;
}

export function CancelButton({ taskId, number }: Props) {
  const t = useTranslations('card');
  const { cancel, pending, failed } = useCancel(taskId);
  return (
    <button
      type="button"
      onClick={() => void cancel()}
      disabled={pending}
      aria-label={t('cancelNamed', { number })}
      className="group/cancel absolute top-0.5 right-0.5 z-10 select-none rounded-xl p-1.5 font-medium text-xs disabled:opacity-50"
    >
      <span className="flex h-8 items-center rounded-lg bg-background/75 px-2.5 text-foreground transition-colors duration-150 group-hover/cancel:bg-background">
        {failed ? (
          t('cancelFailed')
        ) : (
          <>
            {t('cancel')}
            <span className="@max-[14rem]:hidden">, {t('costsNothing')}</span>
          </>
        )}
      </span>
    </button>
  );
}

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
      className="absolute top-2 right-2 z-10 inline-flex h-8 select-none items-center rounded-lg bg-background/75 px-2.5 font-medium text-foreground text-xs backdrop-blur-sm transition-colors duration-150 hover:bg-background disabled:opacity-50 pointer-coarse:min-h-11"
    >
      {failed ? t('cancelFailed') : `${t('cancel')}, ${t('costsNothing')}`}
    </button>
  );
}

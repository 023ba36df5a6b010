'use client';

import { useTranslations } from 'next-intl';
import { ProgressRing } from '@/components/ui/progress-ring';
import type { Task } from '@/lib/generation/schema';
import { StatusLine } from './status-line';
import { useDuration } from './use-duration';
import { useNow } from './use-now';

interface Props {
  task: Task;
  retryAt: string;
}

/** The wait is the server's, this only counts it down. */
export function RetryingStatus({ task, retryAt }: Props) {
  const t = useTranslations('card');
  const duration = useDuration();
  const leftMs = Date.parse(retryAt) - useNow(1000);
  return (
    <StatusLine
      icon={<ProgressRing value={null} />}
      label={leftMs > 0 ? t('againIn', { time: duration(leftMs) }) : t('againNow')}
      detail={t('attempt', { attempt: task.attempt + 1, max: task.maxAttempts })}
    />
  );
}

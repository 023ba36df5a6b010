'use client';

import { useTranslations } from 'next-intl';
import { ProgressRing } from '@/components/ui/progress-ring';
import type { Task } from '@/lib/generation/schema';
import { CancelButton } from './cancel-button';
import { LatentImage } from './latent-image';
import { StatusLine } from './status-line';
import { useDuration } from './use-duration';
import { useNow } from './use-now';

interface Props {
  task: Task;
  number: number;
  retryAt: string;
}

/** Between two attempts: the wait is the server's, this only counts it down. */
export function RetryingCard({ task, number, retryAt }: Props) {
  const t = useTranslations('card');
  const duration = useDuration();
  const leftMs = Date.parse(retryAt) - useNow(1000);
  return (
    <>
      <LatentImage index={number} />
      <CancelButton taskId={task.taskId} number={number} />
      <StatusLine
        icon={<ProgressRing value={null} />}
        label={leftMs > 0 ? t('againIn', { time: duration(leftMs) }) : t('againNow')}
        detail={t('attempt', { attempt: task.attempt + 1, max: task.maxAttempts })}
      />
    </>
  );
}

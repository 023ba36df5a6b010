'use client';

import { useTranslations } from 'next-intl';
import { ProgressRing } from '@/components/ui/progress-ring';
import type { Task } from '@/lib/generation/schema';
import { CancelButton } from './cancel-button';
import { LatentImage } from './latent-image';
import { progress } from './progress';
import { StatusLine } from './status-line';
import { stopwatch } from './stopwatch';
import { useDuration } from './use-duration';
import { useNow } from './use-now';

interface Props {
  task: Task;
  number: number;
}

export function ProcessingCard({ task, number }: Props) {
  const t = useTranslations('card');
  const duration = useDuration();
  const now = useNow(1000);
  // A card made before the answer has not been started by anybody yet.
  const elapsed = task.startedAt ? Math.max(0, now - Date.parse(task.startedAt)) : null;
  const { phase, ring, leftMs } = progress(elapsed ?? 0, task.estimate);
  const detail = {
    unknown: task.attempt > 1 ? t('attempt', { attempt: task.attempt, max: task.maxAttempts }) : undefined,
    left: t('timeLeft', { time: duration(leftMs) }),
    almost: t('almost'),
    slow: t('slow'),
  }[phase];

  return (
    <>
      <LatentImage index={number} />
      {task.version > 0 ? <CancelButton taskId={task.taskId} number={number} /> : null}
      <StatusLine
        icon={<ProgressRing value={ring} className="[&_circle]:duration-1000" />}
        label={elapsed === null ? t('starting') : t('developing')}
        detail={elapsed === null ? undefined : detail}
        trailing={elapsed === null ? undefined : stopwatch(elapsed)}
      />
    </>
  );
}

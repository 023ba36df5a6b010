'use client';

import { useTranslations } from 'next-intl';
import { ProgressRing } from '@/components/ui/progress-ring';
import type { Task } from '@/lib/generation/schema';
import { CancelButton } from './cancel-button';
import { LatentImage } from './latent-image';
import { StatusLine } from './status-line';
import { stopwatch } from './stopwatch';
import { useProgress } from './use-progress';

interface Props {
  task: Task;
  number: number;
}

export function ProcessingCard({ task, number }: Props) {
  const t = useTranslations('card');
  const { elapsedMs, ring, detail } = useProgress(task);
  return (
    <>
      <LatentImage index={number} />
      {task.version > 0 ? <CancelButton taskId={task.taskId} number={number} /> : null}
      <StatusLine
        icon={<ProgressRing value={ring} className="[&_circle]:duration-1000" />}
        label={elapsedMs === null ? t('starting') : t('developing')}
        detail={detail}
        trailing={elapsedMs === null ? undefined : stopwatch(elapsedMs)}
      />
    </>
  );
}

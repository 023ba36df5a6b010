'use client';

import { useTranslations } from 'next-intl';
import type { Task } from '@/lib/generation/schema';
import { CancelButton } from './cancel-button';
import { queueEstimate } from './queue-estimate';
import { StatusLine } from './status-line';
import { useDuration } from './use-duration';
import { useRunningCount } from './use-running-count';

interface Props {
  task: Task;
  number: number;
}

export function QueuedCard({ task, number }: Props) {
  const t = useTranslations('card');
  const duration = useDuration();
  const running = useRunningCount();
  const { queuePosition: position, estimate } = task;
  return (
    <>
      <div
        aria-hidden
        className="absolute inset-0 rounded-xl border border-hairline-strong border-dashed bg-surface/40"
      />
      <CancelButton taskId={task.taskId} number={number} />
      <StatusLine
        label={position ? t('inLine', { position }) : t('waiting')}
        detail={
          position && estimate
            ? t('about', { time: duration(queueEstimate(position, running, estimate.p50Ms)) })
            : undefined
        }
      />
    </>
  );
}

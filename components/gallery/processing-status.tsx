'use client';

import { useTranslations } from 'next-intl';
import { ProgressRing } from '@/components/ui/progress-ring';
import type { Task } from '@/lib/generation/schema';
import { StatusLine } from './status-line';
import { stopwatch } from './stopwatch';
import { useProgress } from './use-progress';

/** How far a picture has come: what the clock renders again every second, and nothing around it. */
export function ProcessingStatus({ task }: { task: Task }) {
  const t = useTranslations('card');
  const { elapsedMs, ring, detail } = useProgress(task);
  return (
    <StatusLine
      icon={<ProgressRing value={ring} className="[&_circle]:duration-1000" />}
      label={elapsedMs === null ? t('starting') : t('developing')}
      detail={detail}
      trailing={elapsedMs === null ? undefined : stopwatch(elapsedMs)}
    />
  );
}

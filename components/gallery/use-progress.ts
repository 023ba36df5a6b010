'use client';

import { useTranslations } from 'next-intl';
import type { Task } from '@/lib/generation/schema';
import { progress } from './progress';
import { useDuration } from './use-duration';
import { useNow } from './use-now';

interface Progress {
  /** Since it was started, in ms; null before anybody has. */
  elapsedMs: number | null;
  /** How full the ring is, 0 to 1; null when nobody can say. */
  ring: number | null;
  /** "about 8 s left" */
  detail: string | undefined;
}

/** How far a task that is being made has come, second by second. */
export function useProgress(task: Task): Progress {
  const t = useTranslations('card');
  const duration = useDuration();
  const now = useNow(1000);
  // A card made before the answer has not been started by anybody yet.
  if (!task.startedAt) return { elapsedMs: null, ring: progress(0, task.estimate).ring, detail: undefined };
  const elapsedMs = Math.max(0, now - Date.parse(task.startedAt));
  const { phase, ring, leftMs } = progress(elapsedMs, task.estimate);
  const detail = {
    unknown: task.attempt > 1 ? t('attempt', { attempt: task.attempt, max: task.maxAttempts }) : undefined,
    left: t('timeLeft', { time: duration(leftMs) }),
    almost: t('almost'),
    slow: t('slow'),
  }[phase];
  return { elapsedMs, ring, detail };
}

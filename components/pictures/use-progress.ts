'use client';

import { useTranslations } from 'next-intl';
import { useDuration } from '@/components/tasks/task-words';
import { useNow } from '@/components/tasks/tasks-context';
import type { PictureTask } from '@/lib/generation/schema';

interface Estimate {
  phase: 'unknown' | 'left' | 'almost' | 'slow';
  /** How full the ring is, 0 to 1; null when nobody can say. */
  ring: number | null;
  leftMs: number;
}

/** Where the ring stands when half of all pictures of this kind are ready; the rest of it is for the slower half. */
const RING_AT_MEDIAN = 0.85;
const RING_AT_P90 = 0.97;

/** How far a picture is after `elapsedMs`, judged by how long such pictures usually take. Never shows a full ring. */
export function progress(elapsedMs: number, estimate: PictureTask['estimate']): Estimate {
  if (!estimate || estimate.p50Ms <= 0) return { phase: 'unknown', ring: null, leftMs: 0 };
  const { p50Ms, p90Ms } = estimate;
  if (elapsedMs < p50Ms) {
    return { phase: 'left', ring: (elapsedMs / p50Ms) * RING_AT_MEDIAN, leftMs: p50Ms - elapsedMs };
  }
  if (elapsedMs >= p90Ms) return { phase: 'slow', ring: null, leftMs: 0 };
  const tail = (elapsedMs - p50Ms) / (p90Ms - p50Ms);
  return { phase: 'almost', ring: RING_AT_MEDIAN + tail * (RING_AT_P90 - RING_AT_MEDIAN), leftMs: 0 };
}

interface Progress {
  /** Since it was started, in ms; null before anybody has. */
  elapsedMs: number | null;
  /** How full the ring is, 0 to 1; null when nobody can say. */
  ring: number | null;
  /** "about 8 s left" */
  detail: string | undefined;
}

/** How far a task that is being made has come, second by second. */
export function useProgress(task: PictureTask): Progress {
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

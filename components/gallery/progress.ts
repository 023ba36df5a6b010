import type { Task } from '@/lib/generation/schema';

interface Progress {
  phase: 'unknown' | 'left' | 'almost' | 'slow';
  /** How full the ring is, 0 to 1; null when nobody can say. */
  ring: number | null;
  leftMs: number;
}

/** Where the ring stands when half of all pictures of this kind are ready; the rest of it is for the slower half. */
const RING_AT_MEDIAN = 0.85;
const RING_AT_P90 = 0.97;

/** How far a picture is after `elapsedMs`, judged by how long such pictures usually take. Never shows a full ring. */
export function progress(elapsedMs: number, estimate: Task['estimate']): Progress {
  if (!estimate || estimate.p50Ms <= 0) return { phase: 'unknown', ring: null, leftMs: 0 };
  const { p50Ms, p90Ms } = estimate;
  if (elapsedMs < p50Ms) {
    return { phase: 'left', ring: (elapsedMs / p50Ms) * RING_AT_MEDIAN, leftMs: p50Ms - elapsedMs };
  }
  if (elapsedMs >= p90Ms) return { phase: 'slow', ring: null, leftMs: 0 };
  const tail = (elapsedMs - p50Ms) / (p90Ms - p50Ms);
  return { phase: 'almost', ring: RING_AT_MEDIAN + tail * (RING_AT_P90 - RING_AT_MEDIAN), leftMs: 0 };
}

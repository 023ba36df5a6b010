import { waitBriefly } from '@/lib/auth/wait-briefly';
import { settings } from '@/lib/env';
import { purgeImages } from '@/lib/generation/purge-images';
import { log } from '@/lib/log';
import { reapLeases } from '@/lib/tasks/reap-leases';

let sweptAt = Number.NEGATIVE_INFINITY;

/** What any process may do at any time: take back silent processes' tasks and remove deleted pictures' bytes. */
export async function sweep(): Promise<{ reaped: number; failed: number }> {
  sweptAt = performance.now();
  const counts = await reapLeases();
  const purged = purgeImages().catch((error: unknown) => log.error({ event: 'purge_failed', err: error }));
  // A storage that hangs must not keep the next sweep from taking leases back.
  await waitBriefly(purged);
  return counts;
}

/** Sweeps unless this process has done so within the sweep interval. */
export async function sweepIfDue(): Promise<void> {
  if (performance.now() - sweptAt >= settings().TASK_SWEEP_SECONDS * 1000) await sweep();
}

import { waitBriefly } from '@/lib/auth/wait-briefly';
import { settings } from '@/lib/env';
import { purgeObjects } from '@/lib/generation/purge-objects';
import { log } from '@/lib/log';
import { type SweepCounts, sweepTasks } from '@/lib/tasks/sweep-tasks';

/**
 * What any process may do at any time: take back silent processes' tasks, and remove bytes that nothing refers to. With
 * `intervalSeconds`, only if no process of the whole installation has swept within them.
 */
export async function sweep(intervalSeconds = 0): Promise<SweepCounts> {
  const counts = await sweepTasks(intervalSeconds);
  if (!counts.swept) return counts;
  if (counts.reaped > 0) log.info({ event: 'leases_reaped', reaped: counts.reaped, failed: counts.failed });
  const purged = purgeObjects().catch((error: unknown) => log.error({ event: 'purge_failed', err: error }));
  // A storage that hangs must not keep the next sweep from taking leases back.
  await waitBriefly(purged);
  return counts;
}

/** Sweeps unless any process has done so within the sweep interval. */
export async function sweepIfDue(): Promise<void> {
  await sweep(settings().TASK_SWEEP_SECONDS);
}

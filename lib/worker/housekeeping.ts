import { z } from 'zod';
import { settings } from '@/lib/env';
import { taskKinds } from '@/lib/kinds/task-kinds';
import { log } from '@/lib/log';
import { purgeObjects } from '@/lib/storage/purge-objects';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { type SweepCounts, sweepTasks } from '@/lib/tasks/queue';

/**
 * Takes back silent processes' tasks, as any process may at any time. With `intervalSeconds`, only if no process of the whole
 * installation has swept within them.
 */
export async function sweep(intervalSeconds = 0): Promise<SweepCounts> {
  const counts = await sweepTasks(intervalSeconds);
  if (counts.reaped > 0) log.info({ event: 'leases_reaped', reaped: counts.reaped, failed: counts.failed });
  return counts;
}

/** Sweeps unless any process has done so within the sweep interval. */
export async function sweepIfDue(): Promise<void> {
  await sweep(settings().TASK_SWEEP_SECONDS);
}

const cleanedSchema = z.object({
  more: z.boolean(),
  faults: z.array(z.object({ step: z.string(), code: z.string(), message: z.string() })),
});

/** Each part is bounded, so that no transaction is long; 20 s of them are enough for one turn. */
const LONGEST_MS = 20_000;

async function cleanUp(intervalSeconds: number): Promise<void> {
  const startedAt = performance.now();
  let interval = intervalSeconds;
  let again: boolean;
  do {
    const answer = await serviceClient().rpc('clean_up', { p_interval_seconds: interval });
    const { more, faults } = cleanedSchema.parse(unwrap(answer));
    for (const fault of faults) log.error({ event: 'clean_up_failed', ...fault });
    again = more && faults.length === 0;
    interval = 0;
  } while (again && performance.now() - startedAt < LONGEST_MS);
}

/**
 * What any process may do at any time, and what nobody waits for: remove rows that are over, go on with deletions, remove bytes
 * that nothing refers to. Neither job waits for the other's clock. With `intervalSeconds`, each only if no process of the whole
 * installation has begun it within them. Never rejects.
 */
export async function runHousekeeping(intervalSeconds = 0): Promise<void> {
  const cleaning = cleanUp(intervalSeconds).catch((error: unknown) =>
    log.error({ event: 'clean_up_failed', err: error }),
  );
  const purging = purgeObjects(taskKinds, intervalSeconds).catch((error: unknown) =>
    log.error({ event: 'purge_failed', err: error }),
  );
  await Promise.all([cleaning, purging]);
}

/** Keeps house unless any process has done so within the sweep interval. */
export async function runHousekeepingIfDue(): Promise<void> {
  await runHousekeeping(settings().TASK_SWEEP_SECONDS);
}

import { z } from 'zod';
import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { type ClaimedTask, claimedTaskSchema } from './claimed-task';

/** A row that the database could do nothing with; the others went on. No task: another part of the sweep. */
const brokenTaskSchema = z.object({ taskId: z.guid().nullable(), error: z.string() });

/** Tells the operator: such a row needs a look by a person. */
function logBroken(at: 'claim' | 'sweep', broken: z.infer<typeof brokenTaskSchema>[]): void {
  for (const { taskId, error } of broken) log.error({ event: 'broken_task', at, taskId, error });
}

const claimSchema = z.object({
  tasks: z.array(claimedTaskSchema),
  nextDueMs: z.number().nullable(),
  broken: z.array(brokenTaskSchema).default([]),
});

/**
 * Claims due tasks of any users, of these kinds, as many as each lane has places. `nextDueMs` is how long until the next retry
 * is due, null when all were got.
 */
export async function claimTasks(
  places: Readonly<Record<string, number>>,
  kinds: string[],
): Promise<{ tasks: ClaimedTask[]; nextDueMs: number | null }> {
  const answer = await serviceClient().rpc('claim_tasks', {
    p_places: places,
    p_kinds: kinds,
    p_max_running: settings().MAX_RUNNING_PER_USER,
  });
  const { broken, ...claimed } = claimSchema.parse(unwrap(answer));
  logBroken('claim', broken);
  return claimed;
}

const sweepSchema = z.object({
  swept: z.boolean(),
  reaped: z.number(),
  failed: z.number(),
  skipped: z.number(),
  broken: z.array(brokenTaskSchema).default([]),
});
export type SweepCounts = Omit<z.infer<typeof sweepSchema>, 'broken'>;

/**
 * Takes tasks back from processes that went silent, unless any process has done so within `intervalSeconds`. `reaped`
 * counts all of them, `failed` those without an attempt left, `skipped` those left for now because their user was busy.
 */
export async function sweepTasks(intervalSeconds: number): Promise<SweepCounts> {
  const answer = await serviceClient().rpc('sweep_tasks', { p_interval_seconds: intervalSeconds });
  const { broken, ...counts } = sweepSchema.parse(unwrap(answer));
  logBroken('sweep', broken);
  return counts;
}

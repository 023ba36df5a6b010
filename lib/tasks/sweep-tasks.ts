import { z } from 'zod';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

const answerSchema = z.object({
  swept: z.boolean(),
  reaped: z.number(),
  failed: z.number(),
  skipped: z.number(),
});
export type SweepCounts = z.infer<typeof answerSchema>;

/**
 * Takes tasks back from processes that went silent, unless any process has done so within `intervalSeconds`. `reaped`
 * counts all of them, `failed` those without an attempt left, `skipped` those left for now because their user was busy.
 */
export async function sweepTasks(intervalSeconds: number): Promise<SweepCounts> {
  return answerSchema.parse(
    unwrap(await serviceClient().rpc('sweep_tasks', { p_interval_seconds: intervalSeconds })),
  );
}

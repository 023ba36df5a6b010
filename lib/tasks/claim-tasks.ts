import { z } from 'zod';
import { settings } from '@/lib/env';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { type ClaimedTask, claimedTaskSchema } from './claimed-task';

const answerSchema = z.object({ tasks: z.array(claimedTaskSchema), nextDueMs: z.number().nullable() });

/** Claims up to `limit` due tasks of any users; `nextDueMs` is how long until the next retry is due, null when all were got. */
export async function claimTasks(limit: number): Promise<{ tasks: ClaimedTask[]; nextDueMs: number | null }> {
  const { MAX_RUNNING_PER_USER } = settings();
  const answer = await serviceClient().rpc('claim_tasks', {
    p_limit: limit,
    p_max_running: MAX_RUNNING_PER_USER,
  });
  return answerSchema.parse(unwrap(answer));
}

import { randomUUID } from 'node:crypto';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { type Accepted, acceptLimits, parseAccepted } from './accepted';
import { chooseSeed } from './choose-seed';

/** Accepts a new task in the slot of one that has ended. Throws ApiError: `not_found`, `conflict`, `insufficient_credits`, `rate_limited`. */
export async function createRetry(
  userId: string,
  { taskId, newTaskId }: { taskId: string; newTaskId: string | undefined },
  requestId: string,
): Promise<Accepted> {
  const answer = await serviceClient().rpc('create_retry', {
    p_user_id: userId,
    p_task_id: taskId,
    p_new_task_id: newTaskId ?? randomUUID(),
    p_seed: chooseSeed(undefined, 0),
    p_limits: acceptLimits(requestId),
  });
  return parseAccepted(unwrap(answer), requestId);
}

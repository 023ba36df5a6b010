import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import type { ClaimedTask } from './claimed-task';
import type { TaskError } from './task-error';

/** Ends an attempt with an error: the database decides between a later retry and failing with a refund. */
export async function failTask(task: ClaimedTask, error: TaskError): Promise<'retry' | 'failed' | 'lost'> {
  const answer = await serviceClient().rpc('fail_task', {
    p_task_id: task.taskId,
    p_lease_token: task.leaseToken,
    p_error_code: error.code,
    p_retryable: error.retryable,
    ...(error.retryAfterSeconds !== undefined && { p_retry_after_seconds: error.retryAfterSeconds }),
    ...(error.availableAt && { p_available_at: error.availableAt.toISOString() }),
  });
  return unwrap(answer) as 'retry' | 'failed' | 'lost';
}

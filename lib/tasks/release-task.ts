import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import type { ClaimedTask } from './claimed-task';

/** Gives lease and attempt back, so that another process goes on at once. False when the lease was lost. */
export async function releaseTask(task: ClaimedTask): Promise<boolean> {
  return unwrap(
    await serviceClient().rpc('release_task', { p_task_id: task.taskId, p_lease_token: task.leaseToken }),
  );
}

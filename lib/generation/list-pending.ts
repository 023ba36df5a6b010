import type { SupabaseClient } from '@supabase/supabase-js';
import { nextPollMs } from '@/lib/polling/schedule';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { taskRowsAnswerSchema } from './read-tasks';
import type { PendingResponse } from './schema';

/** Every open image task of the caller, oldest first, in one SELECT. */
export async function listPending(client: SupabaseClient<Database>): Promise<PendingResponse> {
  const { now, tasks } = taskRowsAnswerSchema.parse(unwrap(await client.rpc('read_pending_tasks')));
  return { pendingTasks: tasks, nextPollMs: nextPollMs(tasks, now), now };
}

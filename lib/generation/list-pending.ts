import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { parseTaskRows } from './parse-task-rows';
import type { PendingResponse } from './schema';

/** Every open image task of the caller, oldest first, in one SELECT. */
export async function listPending(client: SupabaseClient<Database>): Promise<PendingResponse> {
  const { tasks, ...answer } = parseTaskRows(unwrap(await client.rpc('read_pending_tasks')));
  return { pendingTasks: tasks, ...answer };
}

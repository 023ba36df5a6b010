import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { parseTaskRows, type TasksRead } from './parse-task-rows';

/** The caller's tasks of these ids (others' and unknown ones are absent) in one SELECT, and when to look again. */
export async function readTasks(client: SupabaseClient<Database>, taskIds: string[]): Promise<TasksRead> {
  return parseTaskRows(unwrap(await client.rpc('read_tasks', { p_task_ids: taskIds })));
}

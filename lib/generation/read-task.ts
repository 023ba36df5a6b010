import type { SupabaseClient } from '@supabase/supabase-js';
import { ApiError } from '@/lib/errors';
import type { Database } from '@/lib/supabase/database.types';
import { readTasks } from './read-tasks';
import type { Task } from './schema';

/** One of the caller's tasks; throws `not_found` for any other id. */
export async function readTask(client: SupabaseClient<Database>, taskId: string): Promise<Task> {
  const { tasks } = await readTasks(client, [taskId]);
  const [task] = tasks;
  if (!task) throw new ApiError('not_found');
  return task;
}

import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import type { Task } from './schema';
import { taskRowSchema, toTask } from './task-row';

export const taskRowsAnswerSchema = z.object({
  now: z.string().transform((value) => new Date(value).toISOString()),
  tasks: z.array(taskRowSchema.transform(toTask)),
});

/** The caller's tasks of these ids (others' and unknown ones are absent) in one SELECT, and the database's time. */
export async function readTasks(
  client: SupabaseClient<Database>,
  taskIds: string[],
): Promise<{ now: string; tasks: Task[] }> {
  return taskRowsAnswerSchema.parse(unwrap(await client.rpc('read_tasks', { p_task_ids: taskIds })));
}

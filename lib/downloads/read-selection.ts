import type { SupabaseClient } from '@supabase/supabase-js';
import { ApiError } from '@/lib/errors';
import { readTasks } from '@/lib/generation/read-tasks';
import type { Task } from '@/lib/generation/schema';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';

interface Selection {
  /** In the order of the ids. */
  tasks: Task[];
  /** What they have in common: their prompt, or the title of their topic. */
  title: string;
}

async function commonTitle(client: SupabaseClient<Database>, tasks: Task[]): Promise<string> {
  const [first] = tasks;
  if (first && tasks.every(({ prompt }) => prompt === first.prompt)) return first.prompt;
  if (!first?.topicId || tasks.some(({ topicId }) => topicId !== first.topicId)) return '';
  const topic = unwrap(await client.from('topics').select('title').eq('id', first.topicId).maybeSingle());
  return topic?.title ?? '';
}

/** The caller's tasks of these ids. Throws `not_found` if one of them is not theirs, without saying which. */
export async function readSelection(client: SupabaseClient<Database>, ids: string[]): Promise<Selection> {
  const found = new Map((await readTasks(client, ids)).tasks.map((task) => [task.taskId, task]));
  const tasks = ids.flatMap((id) => found.get(id) ?? []);
  if (tasks.length < ids.length) throw new ApiError('not_found');
  return { tasks, title: await commonTitle(client, tasks) };
}

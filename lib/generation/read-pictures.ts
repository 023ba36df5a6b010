import type { SupabaseClient } from '@supabase/supabase-js';
import { ApiError } from '@/lib/errors';
import type { Database } from '@/lib/supabase/database.types';
import { TaskReader } from '@/lib/tasks/task-reader';
import type { TaskRow } from '@/lib/tasks/task-row';
import { imageKind } from './image-kind';
import { isPicture } from './picture';
import { NO_PICTURE } from './picture-row';
import type { PictureTask } from './schema';

const reader = new TaskReader({ image: imageKind }, NO_PICTURE);

/** A picture's task from its row. */
export function toPicture(row: TaskRow): PictureTask {
  const task = reader.toTask(row);
  if (!isPicture(task)) throw new Error(`${row.task_id} is no picture`);
  return task;
}

/** The caller's pictures' tasks of these ids; others' and unknown ones are absent. */
export async function readPictures(client: SupabaseClient<Database>, ids: string[]): Promise<PictureTask[]> {
  return (await reader.tasks(client, ids)).tasks.filter(isPicture);
}

/** The task of one of the caller's pictures; throws `not_found` for any other id. */
export async function readPicture(client: SupabaseClient<Database>, id: string): Promise<PictureTask> {
  const [task] = await readPictures(client, [id]);
  if (!task) throw new ApiError('not_found');
  return task;
}

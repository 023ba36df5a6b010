import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { ApiError } from '@/lib/errors';
import { nextPollMs } from '@/lib/polling/schedule';
import { databaseTimeSchema } from '@/lib/schema/fields';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import type { PendingResponse } from './poll-schema';
import type { AnyTask } from './schema';
import { taskRowSchema, toAwaited, toTask } from './task-row';

const answerSchema = z.object({
  now: databaseTimeSchema,
  running: z.record(z.string(), z.number()),
  tasks: z.array(taskRowSchema),
});

export interface TasksRead {
  /** The database's time. */
  now: string;
  tasks: AnyTask[];
  /** When to look at them again, in ms; null when all have ended. */
  nextPollMs: number | null;
}

/** Parses what read_tasks and read_pending_tasks return. */
function parseTaskRows(answer: unknown): TasksRead {
  const { now, running, tasks } = answerSchema.parse(answer);
  const awaited = tasks.map(toAwaited).filter((task) => task !== null);
  return {
    now,
    tasks: tasks.map(toTask),
    nextPollMs: nextPollMs(awaited, Date.parse(now), running),
  };
}

/** The caller's tasks of these ids (others' and unknown ones are absent) in one SELECT, and when to look again. */
export async function readTasks(client: SupabaseClient<Database>, taskIds: string[]): Promise<TasksRead> {
  return parseTaskRows(unwrap(await client.rpc('read_tasks', { p_task_ids: taskIds })));
}

/** One of the caller's tasks; throws `not_found` for any other id. */
export async function readTask(client: SupabaseClient<Database>, taskId: string): Promise<AnyTask> {
  const { tasks } = await readTasks(client, [taskId]);
  const [task] = tasks;
  if (!task) throw new ApiError('not_found');
  return task;
}

/** Every open task of the caller that a person waits for, oldest first, in one SELECT. */
export async function listPending(client: SupabaseClient<Database>): Promise<PendingResponse> {
  const { tasks, ...answer } = parseTaskRows(unwrap(await client.rpc('read_pending_tasks')));
  return { pendingTasks: tasks, ...answer };
}

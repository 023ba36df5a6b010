import { z } from 'zod';
import { settings } from '@/lib/env';
import { nextPollMs } from '@/lib/polling/schedule';
import { toAwaited } from './awaited-task';
import type { Task } from './schema';
import { taskRowSchema, toTask } from './task-row';

const answerSchema = z.object({
  now: z.string().transform((value) => new Date(value).toISOString()),
  running: z.number(),
  tasks: z.array(taskRowSchema),
});

export interface TasksRead {
  /** The database's time. */
  now: string;
  tasks: Task[];
  /** When to look at them again, in ms; null when all have ended. */
  nextPollMs: number | null;
}

/** Parses what read_tasks and read_pending_tasks return. */
export function parseTaskRows(answer: unknown): TasksRead {
  const { now, running, tasks } = answerSchema.parse(answer);
  const awaited = tasks.map(toAwaited).filter((task) => task !== null);
  return {
    now,
    tasks: tasks.map(toTask),
    nextPollMs: nextPollMs(awaited, Date.parse(now), { running, most: settings().MAX_RUNNING_PER_USER }),
  };
}

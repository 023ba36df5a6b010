import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { ApiError } from '@/lib/errors';
import { estimateOf } from '@/lib/polling/duration-model';
import { nextPollMs } from '@/lib/polling/schedule';
import { databaseTimeSchema } from '@/lib/schema/fields';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { type Job, progressOf, readGroup } from './read-job';
import type { Task } from './schema';
import { LIFECYCLE_ERRORS } from './task-error';
import { errorSentence, type TaskKind, type TaskKinds } from './task-kind';
import { type TaskRow, taskRowSchema, toAwaited } from './task-row';

type Client = SupabaseClient<Database>;

/** What read_tasks and read_pending_tasks return. */
const answerSchema = z.object({
  now: databaseTimeSchema,
  running: z.record(z.string(), z.number()),
  tasks: z.array(taskRowSchema),
});

const pendingAnswerSchema = answerSchema.extend({ latest: z.string().nullable() });

interface Timing {
  /** The database's time. */
  now: string;
  /** When to look at them again, in ms; null when all have ended. */
  nextPollMs: number | null;
}

function timingOf({ now, running, tasks }: z.output<typeof answerSchema>): Timing {
  const awaited = tasks.map(toAwaited).filter((task) => task !== null);
  return { now, nextPollMs: nextPollMs(awaited, Date.parse(now), running) };
}

function resultOf(kind: TaskKind | undefined, row: TaskRow): object {
  if (kind?.result) return kind.result(row);
  return row.result == null ? {} : { result: row.result };
}

/** Reads a user's tasks of all kinds as the API shows them. `blank` is shown of tasks whose kind doesn't say otherwise. */
export class TaskReader<Shown extends object> {
  readonly #kinds: TaskKinds;
  readonly #blank: Shown;

  constructor(kinds: TaskKinds, blank: Shown) {
    this.#kinds = kinds;
    this.#blank = blank;
  }

  /** The API's task from its row. A kind that this process doesn't know shows what every task has. */
  toTask(row: TaskRow): Task & Shown {
    const kind = this.#kinds[row.kind];
    const estimate = estimateOf(row.quantiles_ms);
    return {
      taskId: row.task_id,
      kind: row.kind,
      status: row.status,
      version: row.version,
      ...this.#blank,
      ...kind?.details?.(row),
      ...resultOf(kind, row),
      attempt: row.attempts,
      maxAttempts: row.max_attempts,
      ...(row.retry_at && { retryAt: row.retry_at }),
      ...(row.queue_position !== null && { queuePosition: row.queue_position }),
      ...(estimate && { estimate }),
      ...(row.group_id && { groupId: row.group_id }),
      ...(row.waiting_for !== null && { waitingFor: row.waiting_for }),
      ...(row.progress !== null && row.status === 'processing' && { progress: row.progress }),
      ...((row.status === 'failed' || row.status === 'canceled') &&
        row.error_code && {
          error: {
            code: row.error_code,
            message: errorSentence(kind, row.error_code) ?? LIFECYCLE_ERRORS.internal,
            refunded: row.price > 0,
            ...(row.error_retry_at && { retryAt: row.error_retry_at }),
          },
        }),
      createdAt: row.created_at,
      ...(row.started_at && { startedAt: row.started_at }),
      ...(row.finished_at && { finishedAt: row.finished_at }),
    };
  }

  /** The caller's tasks of these ids (others' and unknown ones are absent) in one SELECT. */
  async tasks(client: Client, taskIds: string[]): Promise<Timing & { tasks: (Task & Shown)[] }> {
    const answer = await this.#read(client, taskIds);
    return { ...timingOf(answer), tasks: answer.tasks.map((row) => this.toTask(row)) };
  }

  /** One of the caller's tasks; throws `not_found` for any other id. */
  async task(client: Client, taskId: string): Promise<Task & Shown> {
    const [row] = (await this.#read(client, [taskId])).tasks;
    if (!row) throw new ApiError('not_found');
    return this.toTask(row);
  }

  /** The caller's tasks of these ids that are not at the version that is known of them. */
  async poll(client: Client, taskIds: string[], known: Readonly<Record<string, number>>) {
    const { tasks, ...timing } = await this.tasks(client, taskIds);
    const found = new Set(tasks.map(({ taskId }) => taskId));
    return {
      ...timing,
      tasks: tasks.filter(({ taskId, version }) => known[taskId] !== version),
      missing: taskIds.filter((id) => !found.has(id)),
    };
  }

  /** Every open task of the caller that a person waits for, oldest first, in one SELECT. */
  async pending(client: Client) {
    const answer = pendingAnswerSchema.parse(unwrap(await client.rpc('read_pending_tasks')));
    const pendingTasks = answer.tasks.map((row) => this.toTask(row));
    return { ...timingOf(answer), pendingTasks, latestTaskId: answer.latest };
  }

  /** One of the caller's tasks or groups, of whatever kind; throws `not_found` for any other id. */
  async job(client: Client, id: string): Promise<Job> {
    const { tasks, now } = await this.#read(client, [id]);
    const [row] = tasks;
    if (!row) return readGroup(client, id);
    const task: Task = this.toTask(row);
    const { kind, status, error = null } = task;
    const made = this.#kinds[kind]?.result?.(row) ?? row.result ?? null;
    return {
      id,
      kind,
      status,
      progress: progressOf(task, now),
      result: status === 'completed' ? made : null,
      error,
    };
  }

  async #read(client: Client, taskIds: string[]): Promise<z.output<typeof answerSchema>> {
    return answerSchema.parse(unwrap(await client.rpc('read_tasks', { p_task_ids: taskIds })));
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import { ApiError } from '@/lib/errors';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { type ClaimedTask, taskLog } from './claimed-task';
import { LeaseLost } from './lease-keeper';
import { TaskError } from './task-error';
import { errorSentence, type TaskKind } from './task-kind';

const WAITS_MS = [100, 300, 1000, 3000];

/**
 * Asks again while the database can't be reached, or gives a statement up that may succeed in a moment (a deadlock, a time-out):
 * a finish that one of these loses would be left to the sweep.
 * What comes too late, or a second time, is stopped by the fence.
 */
export async function retryUnavailable<T>(ask: () => Promise<T>): Promise<T> {
  for (const waitMs of WAITS_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'unavailable')) throw error;
      await wait(waitMs);
    }
  }
  return ask();
}

/** Whether an earlier attempt of the task ended with this code. */
async function failedSoBefore(task: ClaimedTask, code: string): Promise<boolean> {
  const attempts = serviceClient().from('task_attempts').select('attempt');
  const answer = await attempts.eq('task_id', task.taskId).eq('error_code', code).limit(1);
  return unwrap(answer).length > 0;
}

/** Ends an attempt with an error: the database decides between a later retry and failing with a refund. */
async function failTask(
  task: ClaimedTask,
  code: string,
  error: TaskError,
): Promise<'retry' | 'failed' | 'lost'> {
  const { retryable } = error;
  const answer = await serviceClient().rpc('fail_task', {
    p_task_id: task.taskId,
    p_lease_token: task.leaseToken,
    p_error_code: code,
    p_retryable: retryable === 'once' ? !(await failedSoBefore(task, code)) : retryable,
    ...(error.retryAfterSeconds !== undefined && { p_retry_after_seconds: error.retryAfterSeconds }),
    ...(error.availableAt && { p_available_at: error.availableAt.toISOString() }),
  });
  return unwrap(answer) as 'retry' | 'failed' | 'lost';
}

/** Gives lease and attempt back, so that another process goes on at once. False when the lease was lost. */
async function releaseTask(task: ClaimedTask): Promise<boolean> {
  return unwrap(
    await serviceClient().rpc('release_task', { p_task_id: task.taskId, p_lease_token: task.leaseToken }),
  );
}

export type RunOutcome = 'completed' | 'retry' | 'failed' | 'lost' | 'released';

/** The reason with which a stopping process aborts its tasks: they are given back, not failed. */
export class TaskReleased extends Error {
  override readonly name = 'TaskReleased';
}

export interface AttemptEnd {
  outcome: RunOutcome;
  code?: string;
}

/**
 * Settles an attempt that ended with an error: lost, given back, or failed. With a code that neither the lifecycle nor the kind has
 * it ends as `internal`: nobody has words for another.
 */
export async function endAttempt(
  task: ClaimedTask,
  kind: TaskKind | undefined,
  error: unknown,
): Promise<AttemptEnd> {
  if (error instanceof LeaseLost) return { outcome: 'lost' };
  if (error instanceof TaskReleased) {
    return { outcome: (await retryUnavailable(() => releaseTask(task))) ? 'released' : 'lost' };
  }
  const known =
    error instanceof TaskError
      ? error
      : new TaskError('internal', 'unexpected error', { retryable: true, cause: error });
  const code = errorSentence(kind, known.code) === undefined ? 'internal' : known.code;
  if (code !== known.code)
    taskLog(task).error({ event: 'undeclared_error', kind: task.kind, code: known.code });
  if (known.cause) taskLog(task).warn({ event: 'attempt_error', code: known.code, err: known.cause });
  return { outcome: await retryUnavailable(() => failTask(task, code, known)), code };
}

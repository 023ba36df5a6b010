import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import type { ClaimedTask } from './claimed-task';
import { failTask } from './fail-task';
import { keepLease, LeaseLost } from './keep-lease';
import { releaseTask } from './release-task';
import { TaskError } from './task-error';
import type { TaskRegistry } from './task-handler';

export type RunOutcome = 'completed' | 'retry' | 'failed' | 'lost' | 'released';

/** The reason with which a stopping process aborts its tasks: they are given back, not failed. */
export class TaskReleased extends Error {
  override readonly name = 'TaskReleased';
}

/** Rejects with the signal's reason once it aborts, whatever the work does with its signal. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function endAttempt(task: ClaimedTask, error: unknown): Promise<RunOutcome> {
  if (error instanceof LeaseLost) return 'lost';
  if (error instanceof TaskReleased) return (await releaseTask(task)) ? 'released' : 'lost';
  const known =
    error instanceof TaskError
      ? error
      : new TaskError('internal', 'unexpected error', { retryable: true, cause: error });
  log.warn({
    event: 'attempt_failed',
    taskId: task.taskId,
    attempt: task.attempt,
    code: known.code,
    err: known.cause,
  });
  return failTask(task, known);
}

/**
 * One attempt, from lease to end: heartbeat, handler, fenced finish. Never rejects for the work's own errors;
 * `controller` aborts it: with {@link TaskReleased} the task is given back, with {@link LeaseLost} nothing more is written.
 */
export async function runTask(
  task: ClaimedTask,
  registry: TaskRegistry,
  controller: AbortController,
): Promise<RunOutcome> {
  const { TASK_HEARTBEAT_SECONDS, TASK_ATTEMPT_TIMEOUT_SECONDS } = settings();
  const startedAt = performance.now();
  const timeout = setTimeout(
    () => controller.abort(new TaskError('provider_timeout', 'attempt timed out', { retryable: true })),
    TASK_ATTEMPT_TIMEOUT_SECONDS * 1000,
  );
  const letLeaseGo = keepLease(task, TASK_HEARTBEAT_SECONDS, (reason) => controller.abort(reason));
  const work = async (): Promise<RunOutcome> => {
    controller.signal.throwIfAborted();
    const load = registry[task.kind];
    if (!load) throw new TaskError('internal', `no handler for kind ${task.kind}`, { retryable: false });
    return (await (await load())(task, controller.signal)) ? 'completed' : 'lost';
  };
  let outcome: RunOutcome;
  try {
    outcome = await Promise.race([work(), aborted(controller.signal)]);
  } catch (error) {
    outcome = await endAttempt(task, controller.signal.aborted ? controller.signal.reason : error);
  } finally {
    clearTimeout(timeout);
    letLeaseGo();
  }
  log.info({
    event: 'attempt_ended',
    taskId: task.taskId,
    attempt: task.attempt,
    outcome,
    durationMs: Math.round(performance.now() - startedAt),
  });
  return outcome;
}

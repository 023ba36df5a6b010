import { settings } from '@/lib/env';
import { traceAttempt } from '@/lib/telemetry/trace-attempt';
import type { ClaimedTask } from './claimed-task';
import { failTask } from './fail-task';
import { insist } from './insist';
import { keepLease, LeaseLost } from './keep-lease';
import { releaseTask } from './release-task';
import { TaskError, type TaskErrorCode } from './task-error';
import type { TaskRegistry } from './task-handler';
import { taskLog } from './task-log';

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

interface AttemptEnd {
  outcome: RunOutcome;
  code?: TaskErrorCode;
}

async function endAttempt(task: ClaimedTask, error: unknown): Promise<AttemptEnd> {
  if (error instanceof LeaseLost) return { outcome: 'lost' };
  if (error instanceof TaskReleased) {
    return { outcome: (await insist(() => releaseTask(task))) ? 'released' : 'lost' };
  }
  const known =
    error instanceof TaskError
      ? error
      : new TaskError('internal', 'unexpected error', { retryable: true, cause: error });
  if (known.cause) taskLog(task).warn({ event: 'attempt_error', code: known.code, err: known.cause });
  return { outcome: await insist(() => failTask(task, known)), code: known.code };
}

async function makeAttempt(
  task: ClaimedTask,
  registry: TaskRegistry,
  controller: AbortController,
  timeoutMs: number,
): Promise<AttemptEnd> {
  const { TASK_HEARTBEAT_SECONDS } = settings();
  const timeout = setTimeout(
    () => controller.abort(new TaskError('provider_timeout', 'attempt timed out', { retryable: true })),
    timeoutMs,
  );
  const letLeaseGo = keepLease(task, TASK_HEARTBEAT_SECONDS, (reason) => controller.abort(reason));
  const work = async (): Promise<AttemptEnd> => {
    controller.signal.throwIfAborted();
    const load = registry[task.kind];
    if (!load) throw new TaskError('internal', `no handler for kind ${task.kind}`, { retryable: false });
    return { outcome: (await (await load())(task, controller.signal)) ? 'completed' : 'lost' };
  };
  try {
    return await Promise.race([work(), aborted(controller.signal)]);
  } catch (error) {
    return await endAttempt(task, controller.signal.aborted ? controller.signal.reason : error);
  } finally {
    clearTimeout(timeout);
    letLeaseGo();
  }
}

/**
 * One attempt, from lease to end: heartbeat, handler, fenced finish. Never rejects for the work's own errors; it is aborted
 * after `timeoutMs`. `controller` aborts it too: with {@link TaskReleased} the task is given back, with {@link LeaseLost}
 * nothing more is written.
 */
export async function runTask(
  task: ClaimedTask,
  registry: TaskRegistry,
  controller: AbortController,
  timeoutMs: number,
): Promise<RunOutcome> {
  const startedAt = performance.now();
  taskLog(task).info({ event: 'attempt_started' });
  const end = await traceAttempt(task, () => makeAttempt(task, registry, controller, timeoutMs));
  const durationMs = Math.round(performance.now() - startedAt);
  taskLog(task).info({ event: 'attempt_ended', ...end, durationMs });
  return end.outcome;
}

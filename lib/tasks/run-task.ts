import { settings } from '@/lib/env';
import { traceAttempt } from '@/lib/telemetry/tracing';
import { type ClaimedTask, taskLog } from './claimed-task';
import { type AttemptEnd, endAttempt, type RunOutcome } from './end-attempt';
import type { LeaseKeeper } from './lease-keeper';
import { TaskError } from './task-error';
import type { TaskKind } from './task-kind';

/** Rejects with the signal's reason once it aborts, whatever the work does with its signal. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function makeAttempt(
  task: ClaimedTask,
  kind: TaskKind | undefined,
  leases: LeaseKeeper,
  controller: AbortController,
  timeoutMs: number,
  hold: () => void,
): Promise<AttemptEnd> {
  const { signal } = controller;
  const timeout = setTimeout(
    () => controller.abort(new TaskError('provider_timeout', 'attempt timed out', { retryable: true })),
    timeoutMs,
  );
  const lease = leases.keep(task, settings().TASK_HEARTBEAT_SECONDS, (reason) => controller.abort(reason));
  const work = async (): Promise<AttemptEnd> => {
    signal.throwIfAborted();
    if (!kind) throw new TaskError('internal', `no handler for kind ${task.kind}`, { retryable: false });
    const { data: payload, error } = kind.payload.safeParse(task.payload);
    if (error) throw new TaskError('internal', 'unreadable payload', { retryable: false, cause: error });
    const handle = await kind.load();
    const done = await handle({ ...task, payload }, { signal, hold, progress: lease.progress });
    return { outcome: done ? 'completed' : 'lost' };
  };
  try {
    return await Promise.race([work(), aborted(signal)]);
  } catch (error) {
    return await endAttempt(task, kind, signal.aborted ? signal.reason : error);
  } finally {
    clearTimeout(timeout);
    lease.letGo();
  }
}

/**
 * One attempt, from lease to end: heartbeat, handler, fenced finish. Never rejects for the work's own errors; it is aborted
 * after `timeoutMs`. `controller` aborts it too: with {@link TaskReleased} the task is given back, with {@link LeaseLost}
 * nothing more is written. `hold` is called once the work has a result in hand that must not be lost.
 */
export async function runTask(
  task: ClaimedTask,
  kind: TaskKind | undefined,
  leases: LeaseKeeper,
  controller: AbortController,
  timeoutMs: number,
  hold: () => void,
): Promise<RunOutcome> {
  const startedAt = performance.now();
  taskLog(task).info({ event: 'attempt_started' });
  const end = await traceAttempt(task, () => makeAttempt(task, kind, leases, controller, timeoutMs, hold));
  const durationMs = Math.round(performance.now() - startedAt);
  taskLog(task).info({ event: 'attempt_ended', ...end, durationMs });
  return end.outcome;
}

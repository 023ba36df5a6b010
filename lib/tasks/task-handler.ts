import type { ClaimedTask } from './claimed-task';

/**
 * Does the work of one attempt and completes the task under its lease.
 * Resolves to false when the lease was lost meanwhile; rejects with TaskError, or with `signal.reason` when aborted.
 */
export type TaskHandler = (task: ClaimedTask, signal: AbortSignal) => Promise<boolean>;

/** Handlers by kind, loaded when the first task of the kind runs. */
export type TaskRegistry = Record<string, () => Promise<TaskHandler>>;

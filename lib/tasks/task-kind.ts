import type { z } from 'zod';
import type { ClaimedTask } from './claimed-task';
import { LIFECYCLE_ERRORS } from './task-error';
import type { TaskRow } from './task-row';

/** What the work of one attempt is given beside its task. */
interface Attempt {
  /** Aborts when the lease is lost, the time is over or the process stops: nothing may be written after that. */
  signal: AbortSignal;
  /** Says that a result which must not be lost is in hand: a process that stops then gives it a moment to bring it home. */
  hold: () => void;
  /** Tells how much is done, 0 to 1; it travels with the heartbeat. */
  progress: (share: number) => void;
}

/**
 * Does the work of one attempt and completes the task under its lease. Resolves to false when the lease was lost meanwhile;
 * rejects with TaskError, or with `signal.reason` when aborted.
 */
export type TaskHandler<Payload> = (
  task: ClaimedTask & { payload: Payload },
  attempt: Attempt,
) => Promise<boolean>;

/** A kind of work, as this process knows it. Its lane, places and priority are its row of `task_kinds`. */
export interface TaskKind<Payload = unknown> {
  /** What a task carries from its submit: a snapshot, which later versions of the app read too. */
  payload: z.ZodType<Payload>;
  /** Longest attempt in ms; without it TASK_ATTEMPT_TIMEOUT_SECONDS. */
  timeoutMs?: number;
  /** Loads the handler when the first task of the kind runs. */
  load: () => Promise<TaskHandler<Payload>>;
  /**
   * The codes with which its tasks may end beside the lifecycle's, and their English sentences; also other sentences for the
   * lifecycle's codes. The page has its own words, by code.
   */
  errors?: Readonly<Record<string, string>>;
  /** Keys of all objects that a task may have written to storage. When nothing refers to them any more they are removed. */
  objectKeys?: (userId: string, taskId: string) => string[];
  /** What the API shows of its tasks beside what it shows of any. */
  details?: (row: TaskRow) => object;
  /** What the API shows of what was made. Without it: `result`, as the task was completed with. */
  result?: (row: TaskRow) => object;
}

/** The kinds that a process works, by name. What it doesn't know it never claims. */
export type TaskKinds = Readonly<Record<string, TaskKind>>;

/** A kind with its payload's type checked against its handler. */
export function defineKind<Payload>(kind: TaskKind<Payload>): TaskKind {
  return kind as TaskKind;
}

/** The English sentence for a code; undefined for one with which tasks of the kind can't end. */
export function errorSentence(kind: TaskKind | undefined, code: string): string | undefined {
  const sentences: Readonly<Record<string, string>> = { ...LIFECYCLE_ERRORS, ...kind?.errors };
  return Object.hasOwn(sentences, code) ? sentences[code] : undefined;
}

import type { ClientEvent } from './client-log';
import type { AttemptRow, DatabaseEvent, ImageRow, Outcome, TaskRow } from './database-event';

/** Events that became visible together. */
export interface Transaction {
  txid: string;
  /** When its last row was written. */
  at: number;
  events: DatabaseEvent[];
}

/** A task's row before and after; `old` is null when it was made, `new` when it was deleted. */
export interface TaskChange {
  transaction: Transaction;
  at: number;
  old: TaskRow | null;
  new: TaskRow | null;
  /** How the attempt was ended that the same transaction ended, if it did. */
  outcome: Outcome | null;
}

interface RowChange<Row> {
  transaction: Transaction;
  old: Row | null;
  new: Row | null;
}

export interface TaskHistory {
  id: string;
  userId: string;
  price: number;
  changes: TaskChange[];
  attempts: RowChange<AttemptRow>[];
  images: RowChange<ImageRow>[];
  /** The last state; null once deleted. */
  last: TaskRow | null;
}

export interface Limits {
  /** MAX_RUNNING_PER_USER. */
  maxRunning: number;
  /** TASK_ATTEMPT_TIMEOUT_SECONDS and TASK_SWEEP_SECONDS: without them no task's age is judged. */
  attemptTimeoutSeconds?: number;
  sweepSeconds?: number;
}

/** A run as the database recorded it and as its clients saw it. */
export interface History {
  transactions: Transaction[];
  tasks: Map<string, TaskHistory>;
  client: ClientEvent[];
  limits: Limits;
  /** When the last fault ended, in ms since 1970: a task's age counts from there. 0 without faults. */
  faultsEndedAt: number;
  /** Until when the history was recorded. */
  endedAt: number;
  /** Whether the run is over, and every task must have come to its end. */
  final: boolean;
}

export const terminalStatuses: readonly TaskRow['status'][] = ['completed', 'failed', 'canceled'];

export const isTerminal = (row: TaskRow | null): boolean =>
  row !== null && terminalStatuses.includes(row.status);

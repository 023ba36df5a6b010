/** A call of the database's functions, with everything that it is given. */
export type DatabaseCall =
  | { name: 'create'; userId: string; taskIds: string[]; price: number; delays: readonly number[] }
  | { name: 'retry'; userId: string; taskId: string; newTaskId: string; delays: readonly number[] }
  | { name: 'cancel' | 'delete' | 'restore'; userId: string; taskId: string }
  | { name: 'claim'; limit: number }
  | { name: 'heartbeat' | 'keep' | 'forget' | 'complete' | 'release'; taskId: string; leaseToken: string }
  | { name: 'fail'; taskId: string; leaseToken: string; retryable: boolean; afterSeconds: number }
  | { name: 'sweep' | 'purge' };

/** A call, or time that passes; with fewer than no seconds, a clock that was fast is put right. */
export type Call = DatabaseCall | { name: 'step'; seconds: number };

export type AcceptCall = Extract<Call, { name: 'create' | 'retry' }>;

/** The tasks that a request asks for. */
export const idsOf = (call: AcceptCall): string[] =>
  call.name === 'create' ? call.taskIds : [call.newTaskId];

export interface Claimed {
  taskId: string;
  attempt: number;
  leaseToken: string;
}

interface Accepted {
  status: string;
  balance: number;
  charged: number;
  batchId: string;
  claimed: Claimed[];
}

/** What the call answered; `error` is the SQL state of a refusal. */
export type Answer =
  | { accepted: Accepted }
  | { claimed: Claimed[]; nextDueSeconds: number | null }
  | { reaped: number; failed: number }
  | { purged: string[] }
  | { says: boolean | string }
  | { error: string };

/**
 * One unit of the clock: what takes less is at the same moment, and every time is a multiple of it. No multiple is within
 * 2 s before the product's own 60 and 61 s, so that a slow machine changes no answer.
 */
export const UNIT_SECONDS = 7;

export const LIMITS = { maxRunning: 2, ratePerMinute: 6, leaseSeconds: 70 };

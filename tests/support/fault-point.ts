import { FAULT_OPERATIONS, type FaultOperation } from './fault-operations';

/**
 * Where a fault can strike: `before-x`, nothing has happened yet; `after-x`, the effect is there (committed, stored, paid
 * for) and its answer has not left.
 */
export type FaultPoint = `${'before' | 'after'}-${FaultOperation | 'provider'}`;

export const FAULT_POINTS: readonly FaultPoint[] = [...FAULT_OPERATIONS, 'provider' as const].flatMap(
  (operation): FaultPoint[] => [`before-${operation}`, `after-${operation}`],
);

/** A point that was reached, and by whom. */
export interface FaultHit {
  point: FaultPoint;
  /** The process whose request it is. */
  process: string;
  taskIds: string[];
  /** JSON of the request, if it is any. */
  asked: unknown;
  /** JSON of the answer that waits at `after-`. */
  answer?: unknown;
  /** HTTP status of that answer. */
  status?: number;
}

/** `drop` breaks the connection. Whoever decides may take their time, which delays or holds the request. */
export type FaultVerdict = 'pass' | 'drop';
export type DecideFault = (hit: FaultHit) => FaultVerdict | Promise<FaultVerdict>;

import type { CallError } from '@/lib/http/call-api';
import type { Order } from './order';

type Code = CallError['code'];

/** What became of an order so far. */
export type SendingState =
  | { is: 'sending' }
  /** It goes by itself, under the same ids: at `until`, by the database's clock in ms, or when the connection is back. */
  | { is: 'waiting'; code: Code; until: number }
  /** It needs a person: more credits, another prompt, signing in. */
  | { is: 'refused'; code: Code; details: Record<string, unknown> };

/** An order that the server is not known to have taken. */
export interface Sending {
  /** Of its batch in the feed. */
  key: string;
  order: Order;
  createdAt: string;
  /** How often it was sent in vain. */
  failures: number;
  state: SendingState;
}

/** Errors that pass by themselves: the same order is taken later. */
const PASSING: ReadonlySet<Code> = new Set(['network', 'unavailable', 'internal', 'rate_limited']);
/** Errors that end with the next visit of this account. */
const OF_THE_SESSION: ReadonlySet<Code> = new Set(['unauthenticated', 'other_account', 'forbidden']);

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** What follows from an error after so many failures, this one included. */
export function stateAfter(
  { code, details, retryAfterSeconds }: CallError,
  failures: number,
  now: number,
): SendingState {
  if (!PASSING.has(code)) return { is: 'refused', code, details };
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  return { is: 'waiting', code, until: now + (retryAfterSeconds ? retryAfterSeconds * 1000 : wait) };
}

/**
 * What was kept by a page that has ended: one that was being sent may have arrived, and is sent again; who was signed out is
 * signed in again.
 */
export function stateAfterReload({ state }: Sending, now: number): SendingState {
  if (state.is === 'sending') return { is: 'waiting', code: 'network', until: now };
  const passed = state.is === 'refused' && OF_THE_SESSION.has(state.code);
  return passed ? { is: 'waiting', code: state.code, until: now } : state;
}

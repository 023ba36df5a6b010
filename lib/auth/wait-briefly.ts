import { setTimeout } from 'node:timers/promises';

/** auth-js goes on for 25 s when it renews a session and the service is away; nobody should wait for that. */
const PATIENCE_MS = 4_000;

/** The answer of a service, or null when it takes too long; the call itself goes on. */
export function waitBriefly<T>(answer: Promise<T>): Promise<T | null> {
  return Promise.race([answer, setTimeout(PATIENCE_MS, null, { ref: false })]);
}

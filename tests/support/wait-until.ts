import { setTimeout as wait } from 'node:timers/promises';

/** Less than any test has: its own timeout would not say what was waited for. */
const PATIENCE_MS = 110_000;

/** Looks every so often until there is something (not `false`, null or undefined) and resolves to it; throws what it waited for. */
export async function waitUntil<T>(
  what: string,
  look: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  everyMs = 50,
): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (seen !== false && seen !== null && seen !== undefined) return seen;
    if (performance.now() > deadline) throw new Error(`Waited for ${PATIENCE_MS / 1000} s until ${what}`);
    await wait(everyMs);
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import { ApiError } from '@/lib/errors';

const WAITS_MS = [100, 300, 1000, 3000];

/**
 * Asks again while the database can't be reached: a finish that one broken connection loses would be left to the sweep.
 * What comes too late, or a second time, is stopped by the fence.
 */
export async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (const waitMs of WAITS_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'unavailable')) throw error;
      await wait(waitMs);
    }
  }
  return ask();
}

'use server';

import { orUnavailable } from '@/lib/errors';
import { type Holdings, readHoldings } from './holdings';

/** What the signed-in user would lose as a guest; null where nobody can say. */
export async function countHoldings(): Promise<Holdings | null> {
  const holdings = await orUnavailable(readHoldings());
  return holdings === 'unavailable' ? null : holdings;
}

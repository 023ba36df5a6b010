import { ApiError } from '@/lib/errors';
import { serviceClient } from './service-client';
import { unwrap } from './unwrap';

/** `limit` units per `seconds` under a key that all processes share; `take` is how many are wanted, 1 if absent; negative gives back. */
export interface Allowance {
  key: string;
  limit: number;
  seconds: number;
  take?: number;
}

/**
 * Takes a unit of each allowance, or none of any. Units come back evenly over the period. Throws `rate_limited` with the
 * seconds until it could be tried again.
 */
export async function takeAllowance(allowances: Allowance[], message?: string): Promise<void> {
  const answer = await serviceClient().rpc('take_allowance', {
    p_allowances: allowances.map((allowance) => ({ ...allowance })),
  });
  const waitMs = unwrap(answer);
  if (waitMs === 0) return;
  throw new ApiError('rate_limited', {
    retryAfterSeconds: Math.ceil(waitMs / 1000),
    ...(message && { message }),
  });
}

import type { ApiErrorCode } from '@/lib/error-codes';
import { ApiError } from '@/lib/errors';

interface DatabaseError {
  code: string;
  message: string;
  details: string | null;
}

interface Result {
  data: unknown;
  error: DatabaseError | null;
  status: number;
}

/** SQLSTATEs that our functions raise on purpose; PostgREST turns PTnnn into HTTP nnn. */
const RAISED: Record<string, ApiErrorCode> = {
  PT401: 'unauthenticated',
  PT402: 'insufficient_credits',
  PT404: 'not_found',
  PT409: 'conflict',
  PT429: 'rate_limited',
  // unique_violation: two accounts sent the same ids at the same moment.
  '23505': 'conflict',
};

function parseDetails(details: string | null): Record<string, unknown> | undefined {
  return details?.startsWith('{') ? (JSON.parse(details) as Record<string, unknown>) : undefined;
}

/** The data of a Supabase answer; throws {@link ApiError}: what the function raised, `unavailable`, or `internal`. */
export function unwrap<R extends Result>(result: R): Extract<R, { error: null }>['data'] {
  const { data, error, status } = result;
  if (!error) return data;
  const raised = RAISED[error.code];
  if (raised === 'rate_limited') {
    const { retryAfterSeconds } = parseDetails(error.details) ?? {};
    throw new ApiError('rate_limited', { retryAfterSeconds: Number(retryAfterSeconds), cause: error });
  }
  if (raised) throw new ApiError(raised, { details: parseDetails(error.details), cause: error });
  if (status === 401) throw new ApiError('unauthenticated', { cause: error });
  throw new ApiError(status === 0 || status >= 502 ? 'unavailable' : 'internal', { cause: error });
}

import { ApiError, type ApiErrorCode } from '@/lib/errors';

interface DatabaseError {
  /** SQLSTATE or PGRSTnnn; a gateway before the database answers without one. */
  code?: string | undefined;
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
  // foreign_key_violation: what a row was to belong to went at the same moment.
  '23503': 'conflict',
};

/**
 * SQLSTATEs that say nothing of the statement, only of the moment: the same statement may succeed in the next one. Class 08
 * (connection), 53 (no connections, memory or disk left), 57P (shut down, starting), and by name: statement, idle and
 * transaction time-outs, a lock that could not be had, deadlock, serialization failure, a standby that takes no writes
 * during a failover, I/O trouble.
 */
const PASSING = /^(08...|53...|57P..|57014|55P03|40001|40003|40P01|25006|25P03|25P04|58030)$/;

/** PostgREST's own: no connection, no schema cache, no free connection of its pool. */
const POSTGREST_AWAY = /^PGRST00\d$/;

/** Of every table that belongs to an account: the account was deleted while its token was still good. */
const ACCOUNT_KEY = /\w_user_id_fkey\b/;

function parseDetails(details: string | null): Record<string, unknown> | undefined {
  return details?.startsWith('{') ? (JSON.parse(details) as Record<string, unknown>) : undefined;
}

function codeOf({ code, message }: DatabaseError, status: number): ApiErrorCode {
  // Nobody answered, or somebody before the database did: a gateway's page, its limit, its refusal of our own key.
  if (!code)
    return status === 0 || status >= 500 || [401, 408, 429].includes(status) ? 'unavailable' : 'internal';
  if (code === '23503' && ACCOUNT_KEY.test(message)) return 'unauthenticated';
  const raised = RAISED[code];
  if (raised) return raised;
  if (PASSING.test(code) || POSTGREST_AWAY.test(code) || status === 0 || status >= 502) return 'unavailable';
  return status === 401 ? 'unauthenticated' : 'internal';
}

/** The data of a Supabase answer; throws {@link ApiError}: what the function raised, `unavailable`, or `internal`. */
export function unwrap<R extends Result>(result: R): Extract<R, { error: null }>['data'] {
  const { data, error, status } = result;
  if (!error) return data;
  const code = codeOf(error, status);
  const details = error.code?.startsWith('PT') ? parseDetails(error.details) : undefined;
  if (code === 'rate_limited') {
    throw new ApiError(code, { retryAfterSeconds: Number(details?.retryAfterSeconds), cause: error });
  }
  throw new ApiError(code, { details, cause: error });
}

import { createHash, timingSafeEqual } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { settings } from '@/lib/env';
import { ApiError } from '@/lib/errors';
import { isSameOrigin } from '@/lib/http/origin';
import type { Database } from '@/lib/supabase/database.types';
import { bearerToken, userClient } from './user-client';
import { checkPageAccount, type User, verifySession } from './verify-session';

export interface Caller {
  user: User;
  /** Acts as the caller, under row level security. */
  client: SupabaseClient<Database>;
}

/**
 * The caller of an API route. Throws `unauthenticated`, `conflict` for a page of another account, `forbidden` for a
 * cookie-authenticated write from another site, `unavailable`.
 */
export async function requireUser(request: Request): Promise<Caller> {
  const token = bearerToken(request.headers.get('authorization'));
  const client = await userClient();
  const user = await verifySession(client, token);
  if (!user) throw new ApiError('unauthenticated');
  checkPageAccount(request, user);
  const writes = !['GET', 'HEAD'].includes(request.method);
  if (writes && !token && !isSameOrigin(request)) throw new ApiError('forbidden');
  return { user, client };
}

const digest = (value: string) => createHash('sha256').update(value).digest();

/** Lets only `Authorization: Bearer $CRON_SECRET` pass, compared in constant time. Throws `not_configured` or `unauthenticated`. */
export function checkCronSecret(request: Request): void {
  const { CRON_SECRET } = settings();
  if (!CRON_SECRET) throw new ApiError('not_configured', { message: 'Set CRON_SECRET to use this route.' });
  const given = request.headers.get('authorization') ?? '';
  if (!timingSafeEqual(digest(given), digest(`Bearer ${CRON_SECRET}`))) {
    throw new ApiError('unauthenticated', { message: 'Send the cron secret as a bearer token.' });
  }
}

import type { SupabaseClient } from '@supabase/supabase-js';
import { ApiError } from '@/lib/errors';
import { ACCOUNT_HEADER } from '@/lib/http/account-header';
import type { Database } from '@/lib/supabase/database.types';
import { bearerToken, userClient } from '@/lib/supabase/user-client';
import { isSameOrigin } from './same-origin';
import { type User, verifySession } from './verify-session';

export interface Caller {
  user: User;
  /** Acts as the caller, under row level security. */
  client: SupabaseClient<Database>;
}

/** The caller of an API route. Throws `unauthenticated`, `forbidden` for a cookie-authenticated write from another site, `unavailable`. */
export async function requireUser(request: Request): Promise<Caller> {
  const token = bearerToken(request.headers.get('authorization'));
  const client = await userClient();
  const user = await verifySession(client, token);
  if (!user || (request.headers.get(ACCOUNT_HEADER) ?? user.id) !== user.id)
    throw new ApiError('unauthenticated');
  const writes = !['GET', 'HEAD'].includes(request.method);
  if (writes && !token && !isSameOrigin(request)) throw new ApiError('forbidden');
  return { user, client };
}

import { setTimeout } from 'node:timers/promises';
import { isAuthRetryableFetchError, type SupabaseClient } from '@supabase/supabase-js';
import { ApiError } from '@/lib/errors';
import { isGuestEmail } from '@/lib/guest';
import { ACCOUNT_HEADER } from '@/lib/http/page-headers';
import type { Database } from '@/lib/supabase/database.types';

/** auth-js goes on for 25 s when it renews a session and the service is away; nobody should wait for that. */
const PATIENCE_MS = 4_000;

/** The answer of a service, or null when it takes too long; the call itself goes on. */
export function withTimeout<T>(answer: Promise<T>): Promise<T | null> {
  return Promise.race([answer, setTimeout(PATIENCE_MS, null, { ref: false })]);
}

export interface User {
  id: string;
  email: string;
  /** Nobody can sign in to it again, until it has an address and a password. */
  guest: boolean;
}

/** auth-js returns what the service says, but throws for a token whose parts it can't decode. */
const refuse = () => ({ data: null, error: null });

/** Who the client acts as; null without a session or with one that was refused. Throws `unavailable` when it can't be checked. */
export async function verifySession(
  client: SupabaseClient<Database>,
  token: string | null,
): Promise<User | null> {
  const answer = await withTimeout(client.auth.getClaims(token ?? undefined).catch(refuse));
  if (!answer) throw new ApiError('unavailable');
  const { data, error } = answer;
  if (isAuthRetryableFetchError(error) || error?.status === 429)
    throw new ApiError('unavailable', { cause: error });
  if (!data) return null;
  const email = data.claims.email ?? '';
  return { id: data.claims.sub, email, guest: data.claims.is_anonymous === true || isGuestEmail(email) };
}

/** Throws `conflict` when the page that asks was painted for another account than the one that is signed in now. */
export function checkPageAccount(request: Request, { id, email }: User): void {
  const account = request.headers.get(ACCOUNT_HEADER);
  if (account === null || account.trim().toLowerCase() === id) return;
  throw new ApiError('conflict', {
    message: `This page is another account's: you are signed in as ${email} now. Reload it.`,
    details: { signedInAs: email },
  });
}

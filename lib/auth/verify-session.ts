import { isAuthRetryableFetchError, type SupabaseClient } from '@supabase/supabase-js';
import { ApiError } from '@/lib/errors';
import type { Database } from '@/lib/supabase/database.types';
import { waitBriefly } from './wait-briefly';

export interface User {
  id: string;
  email: string;
}

/** auth-js returns what the service says, but throws for a token whose parts it can't decode. */
const refuse = () => ({ data: null, error: null });

/** Who the client acts as; null without a session or with one that was refused. Throws `unavailable` when it can't be checked. */
export async function verifySession(
  client: SupabaseClient<Database>,
  token: string | null,
): Promise<User | null> {
  const answer = await waitBriefly(client.auth.getClaims(token ?? undefined).catch(refuse));
  if (!answer) throw new ApiError('unavailable');
  const { data, error } = answer;
  if (isAuthRetryableFetchError(error) || error?.status === 429)
    throw new ApiError('unavailable', { cause: error });
  if (!data) return null;
  return { id: data.claims.sub, email: data.claims.email ?? '' };
}

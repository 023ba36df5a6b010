import { AuthApiError, type AuthError, type SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { isGuestEmail } from '@/lib/guest';
import { supabaseConnection } from '@/lib/supabase/connection';
import type { Database } from '@/lib/supabase/database.types';

interface Kept {
  error: AuthError | null;
  /** The address is the account's; else it will be when the link that was sent to it is opened. */
  confirmed?: boolean;
}

/**
 * Gives the guest who is signed in an address and a password: the same user, with everything that belongs to it. Asks first whom
 * the session is of now: another window may have made an account of it, which would get another password.
 */
export async function keepGuest(
  client: SupabaseClient<Database>,
  { email, password }: { email: string; password: string },
  emailRedirectTo: string,
): Promise<Kept> {
  const { data, error } = await client.auth.getUser();
  if (error) return { error };
  if (!data.user.is_anonymous && !isGuestEmail(data.user.email ?? ''))
    return { error: new AuthApiError('An account already', 422, 'not_a_guest') };
  let answer = await client.auth.updateUser({ email, password }, { emailRedirectTo });
  // A try that was cut off, or whose letter is lost, has left its password.
  if (answer.error?.code === 'same_password')
    answer = await client.auth.updateUser({ email }, { emailRedirectTo });
  if (answer.error) return { error: answer.error };
  const confirmed = answer.data.user.email?.toLowerCase() === email.toLowerCase();
  // The token names the address.
  if (confirmed) await client.auth.refreshSession();
  return { error: null, confirmed };
}

const settingsSchema = z.object({ mailer_autoconfirm: z.boolean() });

/** Whether addresses are confirmed by a letter. Then only the owner of a mailbox may learn whether it has an account. */
export async function confirmsByMail(): Promise<boolean> {
  const { embedded, url, publishableKey } = supabaseConnection();
  if (embedded) return false;
  const answer = await fetch(`${url}/auth/v1/settings`, { headers: { apikey: publishableKey } });
  return !settingsSchema.parse(await answer.json()).mailer_autoconfirm;
}

'use server';

import { randomBytes } from 'node:crypto';
import { redirect } from 'next/navigation';
import { type AuthFault, authFault } from '@/lib/auth/auth-fault';
import { GUEST_EMAIL_DOMAIN } from '@/lib/auth/guest';
import { supabaseConnection } from '@/lib/supabase/connection';
import { userClient } from '@/lib/supabase/user-client';

/** Makes a local account that nobody has to remember, and goes to the studio. For local installations only. */
export async function tryIt(): Promise<AuthFault> {
  if (!supabaseConnection().embedded) return 'guestUnavailable';
  const { error } = await (await userClient()).auth.signUp({
    email: `guest-${randomBytes(6).toString('hex')}@${GUEST_EMAIL_DOMAIN}`,
    password: randomBytes(24).toString('base64url'),
  });
  if (error) return authFault(error);
  redirect('/image-generator');
}

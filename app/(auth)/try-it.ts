'use server';

import { randomBytes } from 'node:crypto';
import { redirect } from 'next/navigation';
import { tryToSignUp } from '@/lib/auth/limit-tries';
import { asRefusal, type Refusal } from '@/lib/auth/refusal';
import { userClient } from '@/lib/auth/user-client';
import { GUEST_EMAIL_DOMAIN } from '@/lib/guest';
import { supabaseConnection } from '@/lib/supabase/connection';

async function makeGuest() {
  await tryToSignUp();
  const { error } = await (await userClient()).auth.signUp({
    email: `guest-${randomBytes(6).toString('hex')}@${GUEST_EMAIL_DOMAIN}`,
    password: randomBytes(24).toString('base64url'),
  });
  return error;
}

/** Makes a local account that nobody has to remember, and goes to the studio. For local installations only. */
export async function tryIt(): Promise<Refusal> {
  if (!supabaseConnection().embedded) return { fault: 'guestUnavailable' };
  const refusal = await asRefusal(makeGuest());
  if (refusal) return refusal;
  redirect('/image-generator');
}

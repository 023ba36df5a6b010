'use server';

import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { type CredentialsState, fieldFaults, signUpSchema } from '@/lib/auth/credentials';
import { confirmsByMail, keepGuest } from '@/lib/auth/keep-guest';
import { rememberDevice, tryToSignUp } from '@/lib/auth/limit-tries';
import { asRefusal } from '@/lib/auth/refusal';
import { userClient } from '@/lib/auth/user-client';
import { seenOrigin } from '@/lib/http/origin';

const KEPT = '/account?kept';

/** Makes an account of the guest who is signed in, or says why not, or asks to look for the letter that confirms the address. */
export async function createAccount(_: CredentialsState, form: FormData): Promise<CredentialsState> {
  // Called by hand, with other arguments.
  if (!(form instanceof FormData)) notFound();
  const email = String(form.get('email') ?? '');
  const parsed = signUpSchema.safeParse({ email, password: form.get('password') ?? '' });
  if (!parsed.success) return { email, fields: fieldFaults(parsed.error) };
  let confirmed = false;
  const keep = async () => {
    await tryToSignUp(parsed.data.email);
    const callback = `${seenOrigin(await headers())}/auth/callback?next=${encodeURIComponent(KEPT)}`;
    const kept = await keepGuest(await userClient(), parsed.data, callback);
    confirmed = kept.confirmed ?? false;
    return kept.error;
  };
  const refusal = await asRefusal(keep());
  if (refusal?.fault === 'notMade' && !(await confirmsByMail()))
    return { email, fields: { email: 'emailTaken' } };
  if (refusal && refusal.fault !== 'notMade') return { email, ...refusal };
  if (!confirmed) return { email: parsed.data.email, checkMail: true };
  await rememberDevice(parsed.data.email);
  redirect(KEPT);
}

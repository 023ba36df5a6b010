'use server';

import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { type CredentialsState, emailSchema } from '@/lib/auth/credentials';
import { tryToSignUp } from '@/lib/auth/limit-tries';
import { asRefusal } from '@/lib/auth/refusal';
import { captchaOf, signInClient } from '@/lib/auth/sign-in';
import { seenOrigin } from '@/lib/http/origin';
import { supabaseConnection } from '@/lib/supabase/connection';

/** Has a letter sent with a link to a new password. The answer is the same for an address without an account. */
export async function sendReset(_: CredentialsState, form: FormData): Promise<CredentialsState> {
  // Called by hand, with other arguments.
  if (!(form instanceof FormData) || supabaseConnection().embedded) notFound();
  const email = String(form.get('email') ?? '');
  const parsed = emailSchema.safeParse(email);
  if (!parsed.success) return { email, fields: { email: 'invalidEmail' } };
  const send = async () => {
    await tryToSignUp(parsed.data);
    const captcha = captchaOf(form);
    const redirectTo = `${seenOrigin(await headers())}/auth/callback?next=%2Faccount`;
    const client = await signInClient(captcha);
    return (await client.auth.resetPasswordForEmail(parsed.data, { redirectTo, ...captcha })).error;
  };
  const refusal = await asRefusal(send());
  return refusal ? { email, ...refusal } : { email: parsed.data, checkMail: true };
}

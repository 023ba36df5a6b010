'use server';

import { headers } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { type CredentialsState, fieldFaults, signUpSchema } from '@/lib/auth/credentials';
import { rememberDevice, tryToSignUp } from '@/lib/auth/limit-tries';
import { asRefusal } from '@/lib/auth/refusal';
import { captchaOf, safeNext, signInClient } from '@/lib/auth/sign-in';
import { seenOrigin } from '@/lib/http/origin';

/** Where the confirmation link comes back to: the address that the visitor used. */
async function callbackUrl(next: string): Promise<string> {
  return `${seenOrigin(await headers())}/auth/callback?next=${encodeURIComponent(next)}`;
}

/** The form of the sign-up page: makes an account and goes to `next`, or asks to look for the e-mail that confirms it. */
export async function signUp(_: CredentialsState, form: FormData): Promise<CredentialsState> {
  // Called by hand, with other arguments.
  if (!(form instanceof FormData)) notFound();
  const email = String(form.get('email') ?? '');
  const parsed = signUpSchema.safeParse({ email, password: form.get('password') ?? '' });
  if (!parsed.success) return { email, fields: fieldFaults(parsed.error) };
  const next = safeNext(form.get('next'));
  let signedIn = false;
  const make = async () => {
    await tryToSignUp(parsed.data.email);
    const captcha = captchaOf(form);
    const { data, error } = await (await signInClient(captcha)).auth.signUp({
      ...parsed.data,
      options: { emailRedirectTo: await callbackUrl(next), ...captcha },
    });
    signedIn = data.session !== null;
    return error;
  };
  const refusal = await asRefusal(make());
  if (refusal) return { email, ...refusal };
  // With confirmation on, a taken address is answered like a new one: only its owner's mailbox may tell the difference.
  if (!signedIn) return { email: parsed.data.email, checkMail: true };
  await rememberDevice(parsed.data.email);
  redirect(next);
}

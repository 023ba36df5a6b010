'use server';

import { notFound, redirect } from 'next/navigation';
import { type CredentialsState, fieldFaults, signInSchema } from '@/lib/auth/credentials';
import { rememberDevice, tryToSignIn } from '@/lib/auth/limit-tries';
import { asRefusal } from '@/lib/auth/refusal';
import { captchaOf, safeNext, signInClient } from '@/lib/auth/sign-in';

/** The form of the login page: signs in and goes to `next`, or answers with what was wrong in the form's own words. */
export async function signIn(_: CredentialsState, form: FormData): Promise<CredentialsState> {
  // Called by hand, with other arguments.
  if (!(form instanceof FormData)) notFound();
  const email = String(form.get('email') ?? '');
  const parsed = signInSchema.safeParse({ email, password: form.get('password') ?? '' });
  if (!parsed.success) return { email, fields: fieldFaults(parsed.error) };
  const refusal = await asRefusal(check(parsed.data, captchaOf(form)));
  if (refusal) return { email, ...refusal };
  await rememberDevice(parsed.data.email);
  redirect(safeNext(form.get('next')));
}

async function check(
  credentials: { email: string; password: string },
  captcha: ReturnType<typeof captchaOf>,
) {
  const { succeeded } = await tryToSignIn(credentials.email);
  const client = await signInClient(captcha);
  const { error } = await client.auth.signInWithPassword({
    ...credentials,
    ...(captcha && { options: captcha }),
  });
  if (!error) await succeeded();
  return error;
}

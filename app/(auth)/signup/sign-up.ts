'use server';

import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { authFault } from '@/lib/auth/auth-fault';
import { type CredentialsState, signUpSchema } from '@/lib/auth/credentials';
import { fieldFaults } from '@/lib/auth/field-faults';
import { safeNext } from '@/lib/auth/safe-next';
import { userClient } from '@/lib/supabase/user-client';

/** Where the confirmation link comes back to: the address that the visitor used. */
async function callbackUrl(next: string): Promise<string> {
  const origin = (await headers()).get('origin') ?? '';
  return `${origin}/auth/callback?next=${encodeURIComponent(next)}`;
}

export async function signUp(_: CredentialsState, form: FormData): Promise<CredentialsState> {
  const email = String(form.get('email') ?? '');
  const parsed = signUpSchema.safeParse({ email, password: form.get('password') ?? '' });
  if (!parsed.success) return { email, fields: fieldFaults(parsed.error) };
  const next = safeNext(form.get('next'));
  const client = await userClient();
  const { data, error } = await client.auth.signUp({
    ...parsed.data,
    options: { emailRedirectTo: await callbackUrl(next) },
  });
  if (error) return { email, fault: authFault(error) };
  // With confirmation on, a taken address is answered like a new one: only its owner's mailbox may tell the difference.
  if (!data.session) return { email: parsed.data.email, checkMail: true };
  redirect(next);
}

'use server';

import { redirect } from 'next/navigation';
import { authFault } from '@/lib/auth/auth-fault';
import { type CredentialsState, signInSchema } from '@/lib/auth/credentials';
import { fieldFaults } from '@/lib/auth/field-faults';
import { safeNext } from '@/lib/auth/safe-next';
import { userClient } from '@/lib/supabase/user-client';

export async function signIn(_: CredentialsState, form: FormData): Promise<CredentialsState> {
  const email = String(form.get('email') ?? '');
  const parsed = signInSchema.safeParse({ email, password: form.get('password') ?? '' });
  if (!parsed.success) return { email, fields: fieldFaults(parsed.error) };
  const { error } = await (await userClient()).auth.signInWithPassword(parsed.data);
  if (error) return { email, fault: authFault(error) };
  redirect(safeNext(form.get('next')));
}

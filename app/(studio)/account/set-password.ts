'use server';

import { notFound } from 'next/navigation';
import {
  changePassword,
  isRecovering,
  type PasswordState,
  passwordChangeSchema,
} from '@/lib/auth/change-password';
import { fieldFaults } from '@/lib/auth/credentials';
import { rememberDevice } from '@/lib/auth/limit-tries';
import { pageUser } from '@/lib/auth/page-user';
import { type AuthFault, asRefusal } from '@/lib/auth/refusal';

/** Faults of one field. */
const FIELD: Partial<Record<AuthFault, { current: AuthFault } | { password: AuthFault }>> = {
  wrongPassword: { current: 'wrongCurrent' },
  samePassword: { password: 'samePassword' },
  weakPassword: { password: 'weakPassword' },
};

/** The form for a new password: changes it, or says why not. */
export async function setPassword(_: PasswordState, form: FormData): Promise<PasswordState> {
  // Called by hand, with other arguments.
  if (!(form instanceof FormData)) notFound();
  const user = await pageUser();
  if (user === 'unavailable') return { fault: 'unreachable' };
  if (!user || user.guest) return { fault: 'signedOut' };
  const recovering = await isRecovering();
  const parsed = passwordChangeSchema.safeParse({
    current: recovering ? undefined : String(form.get('current') ?? ''),
    password: form.get('password') ?? '',
  });
  if (!parsed.success) return { fields: fieldFaults(parsed.error) };
  const refusal = await asRefusal(changePassword(user.email, parsed.data));
  if (refusal) {
    const fields = FIELD[refusal.fault];
    return fields ? { fields } : refusal;
  }
  await rememberDevice(user.email);
  return { changed: true };
}

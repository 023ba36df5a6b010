import type { AuthError } from '@supabase/supabase-js';
import { z } from 'zod';
import { newPasswordSchema } from './credentials';
import { tryToSignIn } from './limit-tries';
import type { AuthFault, Refusal } from './refusal';
import { signInClient } from './sign-in';
import { userClient } from './user-client';

/** What the form for a new password gets back. */
export interface PasswordState extends Partial<Refusal> {
  fields?: { current?: AuthFault; password?: AuthFault };
  changed?: boolean;
}

export const passwordChangeSchema = z.object({
  current: z.string().min(1, 'passwordMissing').optional(),
  password: newPasswordSchema,
});

/** Of the session's first token, which is good for an hour: both times are the auth service's. */
const FRESH_SECONDS = 60;

const claimsSchema = z.object({
  iat: z.number(),
  amr: z.array(z.object({ method: z.string(), timestamp: z.number() })),
});

/** Whether the session was begun just now by the link of a letter: by somebody who has forgotten the password. */
export async function isRecovering(): Promise<boolean> {
  const { data } = await (await userClient()).auth.getClaims();
  const { iat = 0, amr = [] } = claimsSchema.safeParse(data?.claims).data ?? {};
  return amr.some(({ method, timestamp }) => method === 'recovery' && iat - timestamp < FRESH_SECONDS);
}

/**
 * Gives the account another password, to whoever knows the one of before or came by a letter, and ends its sessions elsewhere.
 * Whoever knows it signs in anew: some projects want that before a password is changed.
 */
export async function changePassword(
  email: string,
  { current, password }: z.output<typeof passwordChangeSchema>,
): Promise<AuthError | null> {
  let client = await userClient();
  if (current !== undefined) {
    const { succeeded } = await tryToSignIn(email);
    client = await signInClient(undefined);
    const { error } = await client.auth.signInWithPassword({ email, password: current });
    if (error) return error;
    await succeeded();
  }
  const { error } = await client.auth.updateUser({ password });
  if (error) return error;
  // Hosted projects end them by themselves.
  return (await client.auth.signOut({ scope: 'others' })).error;
}

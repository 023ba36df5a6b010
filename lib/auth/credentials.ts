import { z } from 'zod';
import { isGuestEmail } from '@/lib/guest';
import type { AuthFault, Refusal } from './refusal';

/** What the sign-in and sign-up forms get back: the e-mail they sent, and what to say. */
export interface CredentialsState extends Partial<Refusal> {
  email: string;
  fields?: { email?: AuthFault; password?: AuthFault };
  /** The account waits for the link that was sent to `email`. */
  checkMail?: boolean;
}

const email = z.string().trim().max(254, 'invalidEmail').pipe(z.email('invalidEmail'));

export const signInSchema = z.object({ email, password: z.string().min(1, 'passwordMissing') });

/** 72 bytes are what bcrypt reads. */
export const signUpSchema = z.object({
  // Whoever took a guest's would be treated as one.
  email: email.refine((address) => !isGuestEmail(address), 'invalidEmail'),
  password: z
    .string()
    .min(8, 'passwordShort')
    .refine((password) => new TextEncoder().encode(password).length <= 72, 'passwordLong'),
});

/** The first fault of each field; our schemas' messages are the faults' names. */
export function fieldFaults(
  error: z.ZodError<{ email: string; password: string }>,
): NonNullable<CredentialsState['fields']> {
  const fields: NonNullable<CredentialsState['fields']> = {};
  for (const issue of error.issues) {
    const field = issue.path[0];
    if (field === 'email' || field === 'password') fields[field] ??= issue.message as AuthFault;
  }
  return fields;
}

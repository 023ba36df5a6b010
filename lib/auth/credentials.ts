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

export const emailSchema = z.string().trim().max(254, 'invalidEmail').pipe(z.email('invalidEmail'));

export const signInSchema = z.object({ email: emailSchema, password: z.string().min(1, 'passwordMissing') });

/** 72 bytes are what bcrypt reads. */
export const newPasswordSchema = z
  .string()
  .min(8, 'passwordShort')
  .refine((password) => new TextEncoder().encode(password).length <= 72, 'passwordLong');

export const signUpSchema = z.object({
  // Whoever took a guest's would be treated as one.
  email: emailSchema.refine((address) => !isGuestEmail(address), 'invalidEmail'),
  password: newPasswordSchema,
});

/** The first fault of each field; our schemas' messages are the faults' names. */
export function fieldFaults<Fields extends object>(
  error: z.ZodError<Fields>,
): { [Field in keyof Fields]?: AuthFault } {
  const fields: { [Field in keyof Fields]?: AuthFault } = {};
  for (const { path, message } of error.issues) fields[path[0] as keyof Fields] ??= message as AuthFault;
  return fields;
}

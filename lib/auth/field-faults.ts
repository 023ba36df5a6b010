import type { z } from 'zod';
import type { AuthFault } from './auth-fault';
import type { CredentialsState } from './credentials';

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

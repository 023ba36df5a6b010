import type { z } from 'zod';
import { ApiError } from '@/lib/errors';

/** What zod found, as the API says it: details map each field to the first reason against it. */
export function invalidRequest(error: z.ZodError): ApiError {
  // Without a prototype: a field may be called `constructor`.
  const details: Record<string, string> = Object.create(null);
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) details[[...issue.path, key].join('.')] ??= 'is not a known field';
    } else {
      details[issue.path.join('.') || 'body'] ??= issue.message;
    }
  }
  return new ApiError('invalid_request', { details });
}

import type { z } from 'zod';
import { invalidRequest } from './invalid-request';

/** The query parameters by their schema; unknown ones are ignored. */
export function readQuery<T extends z.ZodType>(request: Request, schema: T): z.output<T> {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) throw invalidRequest(parsed.error);
  return parsed.data;
}

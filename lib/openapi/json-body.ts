import type { z } from 'zod';
import type { OperationSpec } from './operation';

/** A request body of JSON with an example of it, which the schema's own type checks. */
export function jsonBody<T extends z.ZodType>(
  schema: T,
  example: z.input<T>,
  options: { optional?: boolean; description?: string } = {},
): NonNullable<OperationSpec['body']> {
  return { content: { 'application/json': { schema, example } }, ...options };
}

import type { z } from 'zod';
import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { requestIdHeader } from './request-id-header';

/** An answer of JSON with an example of it, which the schema's own type checks. */
export function jsonAnswer<T extends z.ZodType>(
  description: string,
  schema: T,
  example: z.output<T>,
): ZodOpenApiResponseObject {
  return { description, headers: requestIdHeader, content: { 'application/json': { schema, example } } };
}

import type { ZodOpenApiResponseObject } from 'zod-openapi';
import { requestIdHeader } from './request-id-header';

/** An answer that is its status. */
export function emptyAnswer(description: string): ZodOpenApiResponseObject {
  return { description, headers: requestIdHeader };
}

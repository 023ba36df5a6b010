import type { ZodOpenApiComponentsObject } from 'zod-openapi';
import { requestIdHeader } from './request-id-header';

/** Answers of every route to methods that it does not serve. */
export const sharedAnswers: NonNullable<ZodOpenApiComponentsObject['responses']> = {
  MethodNotAllowed: {
    description:
      '405, by every route to methods that it does not serve. `invalid_request` with `details.method`.',
    headers: { ...requestIdHeader, Allow: { $ref: '#/components/headers/Allow' } },
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  },
};

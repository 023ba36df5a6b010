import type { ZodOpenApiComponentsObject } from 'zod-openapi';

export const sharedHeaders: NonNullable<ZodOpenApiComponentsObject['headers']> = {
  RequestId: {
    description: 'Names this request in logs.',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  },
  RetryAfter: {
    description: 'Whole seconds to wait before asking again.',
    schema: { type: 'integer', minimum: 1 },
  },
  Allow: {
    description: 'The methods that the route answers.',
    required: true,
    schema: { type: 'string' },
    example: 'GET, HEAD, OPTIONS',
  },
};

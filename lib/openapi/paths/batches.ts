import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { batchesQuerySchema } from '@/lib/generation/batches-query-schema';
import { batchesResponseSchema } from '@/lib/generation/schema';
import { exampleBatch } from '@/lib/openapi/examples';
import { jsonAnswer } from '@/lib/openapi/json-answer';
import { operation } from '@/lib/openapi/operation';

export const batchPaths: ZodOpenApiPathsObject = {
  '/api/batches': {
    get: operation('GET', {
      id: 'listBatches',
      tag: 'Generating',
      summary: 'List batches',
      description: 'Newest first, each with all its tasks in slot order, older versions of a slot first.',
      auth: 'session',
      query: batchesQuerySchema,
      answers: {
        200: jsonAnswer('One page.', batchesResponseSchema, { batches: [exampleBatch], nextCursor: null }),
      },
    }),
  },
};

import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { batchesQuerySchema } from '@/lib/generation/list-batches';
import { generateRequestSchema, generateResponseSchema } from '@/lib/generation/request-schema';
import { batchesResponseSchema } from '@/lib/generation/schema';
import { EXAMPLE_IDS, exampleBatch, exampleRequest } from '@/lib/openapi/examples';
import { jsonAnswer, jsonBody, operation } from '@/lib/openapi/operation';

const { running, picture, batch, topic } = EXAMPLE_IDS;

export const generatingPaths: ZodOpenApiPathsObject = {
  '/api/generate-image': {
    post: operation('POST', {
      id: 'generateImages',
      tag: 'Generating',
      summary: 'Ask for 1 to 4 pictures',
      description:
        'Answers as soon as one transaction has saved and charged the tasks; the pictures are made in the background. ' +
        '`taskIds`, if you make them, are the idempotency key: the same ids with the same body get the stored first ' +
        'answer and charge nothing, with another body 409. Failed and canceled tasks are refunded.',
      auth: 'session',
      body: jsonBody(generateRequestSchema, exampleRequest),
      answers: {
        202: jsonAnswer('Saved, charged, and begun or in line.', generateResponseSchema, {
          status: 'processing',
          taskId: running,
          taskIds: [running, picture],
          batchId: batch,
          topicId: topic,
          credits: { charged: 8, balance: 92 },
          estimate: { p50Ms: 18_000, p90Ms: 31_000 },
          nextPollMs: 3000,
        }),
      },
      refuses: ['insufficient_credits', 'not_found', 'conflict', 'rate_limited'],
    }),
  },
};

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

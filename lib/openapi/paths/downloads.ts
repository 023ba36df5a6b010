import { z } from 'zod';
import type { ZodOpenApiPathsObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { downloadFormSchema, downloadQuerySchema, downloadRequestSchema } from '@/lib/downloads/selection';
import { EXAMPLE_IDS } from '@/lib/openapi/examples';
import { operation, pathParameter, requestIdHeader } from '@/lib/openapi/operation';

const { batch, picture } = EXAMPLE_IDS;

const zip = (description: string): ZodOpenApiResponseObject => ({
  description,
  headers: {
    ...requestIdHeader,
    'Content-Disposition': {
      description: 'The name of the file.',
      required: true,
      schema: { type: 'string' },
    },
  },
  content: { 'application/zip': {} },
});

const CONTENTS =
  'The original bytes, and a `manifest.json` with prompt, model, settings, seed, references, ids and times of each.';

const several =
  'A ZIP that streams, in the order of the ids. 404 if one of them is no finished picture of yours.';

/** Pictures as files to keep. */
export const downloadPaths: ZodOpenApiPathsObject = {
  '/api/images/download': {
    get: operation('GET', {
      id: 'downloadImages',
      tag: 'Gallery',
      summary: 'Take pictures away',
      description: several,
      auth: 'session',
      query: z.object({
        ids: downloadQuerySchema.shape.ids.meta({
          type: 'string',
          description: '1 to 500 ids of pictures, separated by commas.',
          param: { example: picture },
        }),
      }),
      answers: { 200: zip(CONTENTS) },
      refuses: ['not_found'],
    }),
    post: operation('POST', {
      id: 'downloadImagesByPost',
      tag: 'Gallery',
      summary: 'Take many pictures away',
      description: `For more ids than an address can hold. ${several}`,
      auth: 'session',
      body: {
        content: {
          'application/json': { schema: downloadRequestSchema, example: { ids: [picture] } },
          'application/x-www-form-urlencoded': { schema: downloadFormSchema },
          'multipart/form-data': { schema: downloadFormSchema },
        },
      },
      answers: { 200: zip(CONTENTS) },
      refuses: ['not_found'],
    }),
  },
  '/api/batches/{id}/download': {
    get: operation('GET', {
      id: 'downloadBatch',
      tag: 'Gallery',
      summary: 'Take a batch away',
      description: 'A ZIP that streams: all versions, in slot order. 404 if it has no finished picture.',
      auth: 'session',
      path: pathParameter('id', 'Id of a batch.', batch),
      answers: { 200: zip(CONTENTS) },
    }),
  },
};

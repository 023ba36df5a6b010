import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { EXAMPLE_IDS } from '@/lib/openapi/examples';
import { jsonAnswer } from '@/lib/openapi/json-answer';
import { operation } from '@/lib/openapi/operation';
import { requestIdHeader } from '@/lib/openapi/request-id-header';
import { MAX_UPLOAD_MB, uploadSchema } from '@/lib/uploads/schema';

const form = {
  type: 'object' as const,
  properties: {
    file: {
      type: 'string' as const,
      contentMediaType: 'application/octet-stream',
      description: `A PNG, JPEG or WebP of one frame, at most ${MAX_UPLOAD_MB} MB.`,
    },
  },
  required: ['file'],
  additionalProperties: false,
};

const created = jsonAnswer('Stored, for its owner only.', uploadSchema, {
  id: EXAMPLE_IDS.upload,
  url: `/api/images/${EXAMPLE_IDS.upload}`,
  width: 1376,
  height: 768,
});

export const uploadPaths: ZodOpenApiPathsObject = {
  '/api/upload': {
    post: operation('POST', {
      id: 'uploadReference',
      tag: 'Generating',
      summary: 'Upload a picture to refer to',
      description:
        'Its id goes into `referenceIds`. It is decoded, made upright, stripped of EXIF and GPS and encoded anew. What ' +
        'no generation refers to is removed after 24 hours; 200 such uploads at most.',
      auth: 'session',
      body: {
        content: { 'multipart/form-data': { schema: form, example: { file: '@lighthouse.jpg' } } },
      },
      answers: {
        201: {
          ...created,
          headers: {
            ...requestIdHeader,
            Location: { description: 'The `url`.', required: true, schema: { type: 'string' } },
          },
        },
      },
      refuses: ['rate_limited', 'conflict'],
    }),
  },
};

import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { EXAMPLE_IDS } from '@/lib/openapi/examples';
import { jsonAnswer, operation, requestIdHeader } from '@/lib/openapi/operation';
import { MAX_PARTS } from '@/lib/storage/object-key';
import { MAX_UPLOAD_MB, PART_BYTES, partialUploadSchema, uploadSchema } from '@/lib/uploads/schema';

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

const upload = {
  id: EXAMPLE_IDS.upload,
  url: `/api/images/${EXAMPLE_IDS.upload}`,
  width: 1376,
  height: 768,
};
const created = jsonAnswer('Stored, for its owner only.', uploadSchema, upload);

const partForm = {
  type: 'object' as const,
  properties: {
    file: {
      type: 'string' as const,
      contentMediaType: 'application/octet-stream',
      description: `The bytes of the part, at most ${PART_BYTES}.`,
    },
    id: {
      type: 'string' as const,
      format: 'uuid',
      description:
        'Of the file, as the answer to its first part gave it. None with the first part that is sent.',
    },
    part: { type: 'integer' as const, minimum: 0, default: 0, description: 'Which part, from 0.' },
    parts: {
      type: 'integer' as const,
      minimum: 1,
      maximum: MAX_PARTS,
      default: 1,
      description: 'How many there are.',
    },
  },
  required: ['file'],
  additionalProperties: false,
};

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
  '/api/upload/parts': {
    post: operation('POST', {
      id: 'uploadPart',
      tag: 'Generating',
      summary: 'Upload a picture in parts',
      description:
        'For hosts that end the body of a request at 4.5 MB. Cut the file into `parts` of at most 4 MiB, send the first without `id`, ' +
        'and the others with the `id` of its answer, in any order; a part that may have been lost is sent again. With the last one ' +
        'the file is checked and stored like any other: `upload` is no longer null. Parts are nothing that could be loaded or ' +
        'referred to, and are removed after 24 hours.',
      auth: 'session',
      body: {
        content: {
          'multipart/form-data': {
            schema: partForm,
            example: { file: '@lighthouse.jpg', part: '0', parts: '1' },
          },
        },
      },
      answers: {
        200: jsonAnswer('What has come so far, and what it has become.', partialUploadSchema, {
          id: EXAMPLE_IDS.upload,
          parts: 1,
          received: [0],
          upload,
        }),
      },
      refuses: ['rate_limited', 'conflict', 'not_found'],
    }),
  },
};

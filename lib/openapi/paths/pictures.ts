import { z } from 'zod';
import type { ZodOpenApiPathsObject, ZodOpenApiResponseObject } from 'zod-openapi';
import { imageChangeSchema } from '@/lib/gallery/schema';
import { imageQuerySchema } from '@/lib/generation/open-image';
import { pictureTaskSchema } from '@/lib/generation/schema';
import { EXAMPLE_IDS, favouriteTask, finishedTask } from '@/lib/openapi/examples';
import {
  emptyAnswer,
  jsonAnswer,
  jsonBody,
  operation,
  pathParameter,
  requestIdHeader,
} from '@/lib/openapi/operation';

const path = pathParameter('id', 'Id of a picture: its `taskId`.', EXAMPLE_IDS.picture);

const header = z.object({
  Range: z.string().optional().describe('One range of bytes, like `bytes=0-1023`.'),
  'If-None-Match': z.string().optional().describe('The ETag that you have.'),
  'If-Range': z.string().optional().describe('The range only if the ETag is still this one, else all of it.'),
});

const cached = {
  ...requestIdHeader,
  ETag: {
    description: 'Of this variant; it never changes.',
    required: true,
    schema: { type: 'string' as const },
  },
  'Cache-Control': {
    description: '`private, max-age=31536000, immutable`.',
    required: true,
    schema: { type: 'string' as const },
  },
};
const contentRange = {
  'Content-Range': {
    description: 'Which bytes of how many.',
    required: true,
    schema: { type: 'string' as const },
  },
};

const bytes = (description: string, headers = {}): ZodOpenApiResponseObject => ({
  description,
  headers: { ...cached, ...headers },
  content: { 'image/png': {}, 'image/jpeg': {}, 'image/webp': {} },
});

/** The bytes of a picture, and what can be done with one. */
export const picturePaths: ZodOpenApiPathsObject = {
  '/api/images/{id}': {
    get: operation('GET', {
      id: 'getImage',
      tag: 'Pictures',
      summary: 'Load a picture',
      description: 'For its owner only. Uploads are loaded the same way.',
      auth: 'session',
      path: pathParameter('id', 'Id of a picture or of an upload.', EXAMPLE_IDS.picture),
      query: imageQuerySchema,
      header,
      answers: {
        200: bytes('The bytes.', {
          'Content-Disposition': {
            description: 'With `download=1`: the name of the file.',
            schema: { type: 'string' as const },
          },
        }),
        206: bytes('The part that `Range` asks for.', contentRange),
        304: { description: 'You have it.', headers: cached },
        416: {
          description: 'It has no such bytes. Without a body.',
          headers: { ...requestIdHeader, ...contentRange },
        },
      },
    }),
    patch: operation('PATCH', {
      id: 'changeImage',
      tag: 'Pictures',
      summary: 'Make a picture a favourite, or no longer',
      auth: 'session',
      path,
      body: jsonBody(imageChangeSchema, { favourite: true }),
      answers: { 200: jsonAnswer('The task as it is now.', pictureTaskSchema, favouriteTask) },
    }),
    delete: operation('DELETE', {
      id: 'deleteImage',
      tag: 'Pictures',
      summary: 'Delete a picture',
      description:
        'Hides it at once; its bytes are removed after 60 s. The task stays, with `images` empty. 409 while it is open.',
      auth: 'session',
      path,
      answers: { 204: emptyAnswer('It is hidden.') },
      refuses: ['conflict'],
    }),
  },
  '/api/images/{id}/restore': {
    post: operation('POST', {
      id: 'restoreImage',
      tag: 'Pictures',
      summary: 'Bring a deleted picture back',
      description: 'Within 60 s of its deletion; after that there is no such picture.',
      auth: 'session',
      path,
      answers: { 200: jsonAnswer('The task as it is now.', pictureTaskSchema, finishedTask) },
    }),
  },
};

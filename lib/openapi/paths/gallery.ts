import type { ZodOpenApiPathsObject } from 'zod-openapi';
import {
  bulkRequestSchema,
  bulkResponseSchema,
  galleryFilterSchema,
  galleryIdsResponseSchema,
  galleryQuerySchema,
  galleryResponseSchema,
} from '@/lib/gallery/schema';
import { EXAMPLE_IDS, favouriteTask, finishedTask } from '@/lib/openapi/examples';
import { jsonAnswer, jsonBody, operation } from '@/lib/openapi/operation';

export const galleryPaths: ZodOpenApiPathsObject = {
  '/api/gallery': {
    get: operation('GET', {
      id: 'listGallery',
      tag: 'Gallery',
      summary: 'Search finished pictures',
      description: 'All versions of all topics, newest first unless `sort` says otherwise.',
      auth: 'session',
      query: galleryQuerySchema,
      answers: {
        200: jsonAnswer('One page.', galleryResponseSchema, {
          tasks: [finishedTask],
          nextCursor: null,
          total: 1,
          slots: 1,
        }),
      },
    }),
  },
  '/api/gallery/ids': {
    get: operation('GET', {
      id: 'listGalleryIds',
      tag: 'Gallery',
      summary: 'The ids of all pictures that a search finds',
      description: 'On all pages: to do one thing to all of them, 500 at a time.',
      auth: 'session',
      query: galleryFilterSchema,
      answers: { 200: jsonAnswer('All ids.', galleryIdsResponseSchema, { ids: [EXAMPLE_IDS.picture] }) },
    }),
  },
  '/api/images/bulk': {
    post: operation('POST', {
      id: 'changeImages',
      tag: 'Gallery',
      summary: 'Change many pictures at once',
      description: 'All of them or, with an error, none. `restore` works within 60 s of `delete`.',
      auth: 'session',
      body: jsonBody(bulkRequestSchema, { ids: [EXAMPLE_IDS.picture], action: 'favourite' }),
      answers: {
        200: jsonAnswer('The tasks as they are now.', bulkResponseSchema, { tasks: [favouriteTask] }),
      },
      refuses: ['not_found', 'conflict'],
    }),
  },
};

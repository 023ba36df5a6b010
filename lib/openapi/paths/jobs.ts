import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { jobSchema } from '@/lib/generation/job-schema';
import { EXAMPLE_IDS, finishedTask } from '@/lib/openapi/examples';
import { jsonAnswer } from '@/lib/openapi/json-answer';
import { operation } from '@/lib/openapi/operation';
import { pathParameter } from '@/lib/openapi/path-parameter';

export const jobPaths: ZodOpenApiPathsObject = {
  '/api/jobs/{id}': {
    get: operation('GET', {
      id: 'getJob',
      tag: 'Generating',
      summary: 'Follow a task of any kind',
      description: 'Pictures, and the titles that topics get in the background.',
      auth: 'session',
      path: pathParameter('id', 'Id of a task of any kind.', EXAMPLE_IDS.picture),
      answers: {
        200: jsonAnswer('How far it is.', jobSchema, {
          id: EXAMPLE_IDS.picture,
          kind: 'image',
          status: 'completed',
          progress: 1,
          result: { images: finishedTask.images },
          error: null,
        }),
      },
    }),
  },
};

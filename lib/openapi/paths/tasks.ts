import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { generateResponseSchema, retryRequestSchema } from '@/lib/generation/request-schema';
import { pendingResponseSchema, pictureTaskSchema, pollResponseSchema } from '@/lib/generation/schema';
import { emptyBodySchema } from '@/lib/http/read-request';
import { canceledTask, EXAMPLE_IDS, finishedTask, runningTask } from '@/lib/openapi/examples';
import { jsonAnswer, jsonBody, operation, pathParameter } from '@/lib/openapi/operation';
import { pollRequestSchema } from '@/lib/tasks/poll-schema';
import { jobSchema } from '@/lib/tasks/read-job';

const { picture, running, batch, topic } = EXAMPLE_IDS;

/** Following and changing single tasks. */
export const taskPaths: ZodOpenApiPathsObject = {
  '/api/generate-image/polling': {
    post: operation('POST', {
      id: 'pollTasks',
      tag: 'Generating',
      summary: 'Ask how tasks are doing',
      description:
        'Reads the database only. With `taskId` the answer is the task; with `taskIds` it is what changed since the ' +
        '`known` versions. Ask again after `nextPollMs`.',
      auth: 'session',
      body: jsonBody(pollRequestSchema, { taskIds: [picture], known: { [picture]: 2 } }),
      answers: {
        200: jsonAnswer(
          'One task, or those that changed.',
          z.union([pollResponseSchema, pictureTaskSchema]),
          {
            tasks: [finishedTask],
            missing: [],
            nextPollMs: null,
            now: '2026-11-20T09:30:20.007Z',
          },
        ),
      },
      refuses: ['not_found'],
    }),
  },
  '/api/generate-image/pending': {
    get: operation('GET', {
      id: 'listPending',
      tag: 'Generating',
      summary: 'List what is not finished yet',
      description: 'Every task of a picture that is queued or processing, oldest first.',
      auth: 'session',
      answers: {
        200: jsonAnswer('All open tasks.', pendingResponseSchema, {
          pendingTasks: [runningTask],
          latestTaskId: runningTask.taskId,
          nextPollMs: 3000,
          now: '2026-11-20T09:30:06.511Z',
        }),
      },
    }),
  },
  '/api/generate-image/{taskId}/cancel': {
    post: operation('POST', {
      id: 'cancelTask',
      tag: 'Generating',
      summary: 'Cancel a task',
      description:
        'Refunds it and closes the connection to the provider. 409 for a task that has ended, or whose picture is made ' +
        'already: it completes in a moment. The cancel of a task that had begun counts for the rate limit like a generation.',
      auth: 'session',
      path: pathParameter('taskId', 'Id of an open task.', running),
      body: jsonBody(emptyBodySchema, {}, { optional: true, description: 'May be absent.' }),
      answers: { 200: jsonAnswer('The canceled task.', pictureTaskSchema, canceledTask) },
      refuses: ['conflict'],
    }),
  },
  '/api/generate-image/{taskId}/retry': {
    post: operation('POST', {
      id: 'retryTask',
      tag: 'Generating',
      summary: 'Try a picture again',
      description:
        'A new task in the same slot, charged like a new picture; the older version stays. 409 while the task or ' +
        'another retry of its slot is open.',
      auth: 'session',
      path: pathParameter('taskId', 'Id of a task that has ended.', picture),
      body: jsonBody(retryRequestSchema, {}, { optional: true, description: 'May be absent.' }),
      answers: {
        202: jsonAnswer('Saved, charged, and begun or in line.', generateResponseSchema, {
          status: 'processing',
          taskId: running,
          taskIds: [running],
          batchId: batch,
          topicId: topic,
          credits: { charged: 4, balance: 88 },
          estimate: { p50Ms: 18_000, p90Ms: 31_000 },
          nextPollMs: 3000,
        }),
      },
      refuses: ['insufficient_credits', 'conflict', 'rate_limited'],
    }),
  },
};

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

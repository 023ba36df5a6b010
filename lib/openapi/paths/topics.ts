import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { EXAMPLE_IDS } from '@/lib/openapi/examples';
import { emptyAnswer, jsonAnswer, jsonBody, operation, pathParameter } from '@/lib/openapi/operation';
import { pageSchema } from '@/lib/schema/page';
import {
  countedTopicSchema,
  createTopicSchema,
  renameTopicSchema,
  type Topic,
  topicSchema,
  topicsResponseSchema,
} from '@/lib/topics/schema';

const topic: Topic = {
  id: EXAMPLE_IDS.topic,
  title: 'Lighthouses',
  titledBy: 'person',
  coverUrl: `/api/images/${EXAMPLE_IDS.picture}?variant=thumb`,
  createdAt: '2026-11-20T09:29:58.004Z',
  updatedAt: '2026-11-20T09:30:00.120Z',
};

const path = pathParameter('id', 'Id of a topic.', EXAMPLE_IDS.topic);

export const topicPaths: ZodOpenApiPathsObject = {
  '/api/topics': {
    get: operation('GET', {
      id: 'listTopics',
      tag: 'Topics',
      summary: 'List topics',
      description: 'Latest use first.',
      auth: 'session',
      query: pageSchema,
      answers: { 200: jsonAnswer('One page.', topicsResponseSchema, { topics: [topic], nextCursor: null }) },
    }),
    post: operation('POST', {
      id: 'createTopic',
      tag: 'Topics',
      summary: 'Open a topic',
      description:
        'Without a title it gets one from its first generation. The id may be made by the caller: the same request ' +
        'again gets the same topic.',
      auth: 'session',
      body: jsonBody(
        createTopicSchema,
        { id: EXAMPLE_IDS.topic, title: 'Lighthouses' },
        { optional: true, description: 'May be absent.' },
      ),
      answers: { 201: jsonAnswer('The topic.', topicSchema, { ...topic, coverUrl: null }) },
      refuses: ['conflict'],
    }),
  },
  '/api/topics/{id}': {
    get: operation('GET', {
      id: 'getTopic',
      tag: 'Topics',
      summary: 'Read a topic and count what is in it',
      auth: 'session',
      path,
      answers: {
        200: jsonAnswer('The topic with its counts.', countedTopicSchema, {
          ...topic,
          counts: { pictures: 45, batches: 12, open: 2 },
        }),
      },
    }),
    patch: operation('PATCH', {
      id: 'renameTopic',
      tag: 'Topics',
      summary: 'Rename a topic',
      description: 'A title that a person gave is never replaced.',
      auth: 'session',
      path,
      body: jsonBody(renameTopicSchema, { title: 'Lighthouses at dawn' }),
      answers: { 200: jsonAnswer('The topic.', topicSchema, { ...topic, title: 'Lighthouses at dawn' }) },
    }),
    delete: operation('DELETE', {
      id: 'deleteTopic',
      tag: 'Topics',
      summary: 'Delete a topic and everything in it',
      description:
        'Its batches, tasks and pictures go with it; open tasks are canceled and refunded. 409 while one of its pictures is ' +
        'just made: it completes in a moment, and can be deleted then.',
      auth: 'session',
      path,
      answers: { 204: emptyAnswer('It is gone.') },
      refuses: ['conflict'],
    }),
  },
};

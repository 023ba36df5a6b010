import fc from 'fast-check';
import { CATALOGUE } from '@/lib/providers/catalogue';
import { badBatchesCursor, badCreditsCursor, badLimit, badTopic } from './bad-queries';
import { isId, uuids } from './ids';
import { badField, bodyWith, unknownField } from './json-texts';
import { PICTURE_ROUTES } from './picture-routes';
import type { RouteSpec } from './route-requests';
import { sentJson } from './sent-json';

const [model] = CATALOGUE;
const isText = (value: unknown, min: number, max: number) =>
  typeof value === 'string' &&
  value.isWellFormed() &&
  !value.includes('\0') &&
  [...value.trim()].length >= min &&
  [...value.trim()].length <= max;
const isInteger = (value: unknown, min: number, max: number) =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
const isIds = (value: unknown, min: number, max: number) =>
  Array.isArray(value) &&
  value.length >= min &&
  value.length <= max &&
  value.every(isId) &&
  new Set(value).size === value.length;

const GENERATE: Record<string, (value: unknown) => boolean> = {
  prompt: (value) => isText(value, 1, 2000),
  model: (value) => CATALOGUE.some(({ id }) => id === value),
  aspectRatio: (value) => model.aspectRatios.some((ratio) => ratio === value),
  imageSize: (value) => typeof value === 'string' && Object.hasOwn(model.credits, value),
  count: (value) => isInteger(value, 1, 4),
  seed: (value) => isInteger(value, 0, 2_147_483_647),
  negativePrompt: (value) => isText(value, 0, 1000),
  referenceIds: (value) => isIds(value, 0, 14),
  topicId: isId,
  newTopicId: isId,
  parentId: isId,
  taskIds: (value) => isIds(value, 1, 1),
};

const isTitle = (value: unknown) => isText(value, 1, 100);

const POLL: Record<string, (value: unknown) => boolean> = {
  taskId: isId,
  taskIds: (value) => isIds(value, 1, 50),
  known: (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      ([id, version]) => id === '__proto__' || (isId(id) && Number.isSafeInteger(version)),
    ),
};

const none = { good: '{}', bad: bodyWith({}, unknownField([])) };

/** Every route of the API by the folder of its file; the test fails for one that is missing here. */
export const API_ROUTES: Record<string, RouteSpec> = {
  'generate-image': {
    methods: ['POST'],
    path: () => '/api/generate-image',
    auth: 'session',
    body: {
      good: '{"prompt":"a lighthouse","count":1}',
      bad: fc.oneof(
        { weight: 5, arbitrary: bodyWith({ prompt: 'a lighthouse' }, badField(GENERATE)) },
        bodyWith({ prompt: 'a lighthouse' }, unknownField(Object.keys(GENERATE))),
        uuids(2, 60).map((taskIds) => JSON.stringify({ prompt: 'x', taskIds })),
        fc.uuid().map((id) => JSON.stringify({ prompt: 'x', count: 2, taskIds: [id, id] })),
        fc.constant(JSON.stringify({ prompt: 'x', model: 'gemini-3-pro-image', aspectRatio: '1:8' })),
        fc.uuid().map((id) => JSON.stringify({ prompt: 'x', topicId: id, newTopicId: id })),
      ),
    },
    refused: ({ foreignTask, ownTask }) =>
      fc.oneof(
        fc.uuid().map((topicId) => ({ ...sentJson({ prompt: 'x', topicId }), statuses: [404] })),
        fc.uuid().map((parentId) => ({ ...sentJson({ prompt: 'x', parentId }), statuses: [404] })),
        fc.constant({ ...sentJson({ prompt: 'x', parentId: foreignTask }), statuses: [404] }),
        uuids(1, 14).map((referenceIds) => ({ ...sentJson({ prompt: 'x', referenceIds }), statuses: [404] })),
        fc.constant({ ...sentJson({ prompt: 'x', referenceIds: [ownTask, foreignTask] }), statuses: [404] }),
        fc
          .constantFrom(ownTask, foreignTask)
          .map((id) => ({ ...sentJson({ prompt: 'x', taskIds: [id] }), statuses: [409] })),
      ),
  },
  'generate-image/polling': {
    methods: ['POST'],
    path: () => '/api/generate-image/polling',
    auth: 'session',
    body: {
      good: '{"taskIds":["11111111-1111-4111-8111-111111111111"]}',
      bad: fc.oneof(
        bodyWith({ taskIds: ['11111111-1111-4111-8111-111111111111'] }, badField(POLL)),
        bodyWith({ taskIds: ['11111111-1111-4111-8111-111111111111'] }, unknownField(Object.keys(POLL))),
        uuids(51, 80).map((taskIds) => JSON.stringify({ taskIds })),
        fc.uuid().map((taskId) => JSON.stringify({ taskId, taskIds: [taskId] })),
        fc.constantFrom('{}', '{"known":{}}'),
      ),
    },
    refused: ({ foreignTask }) =>
      fc
        .oneof(fc.uuid(), fc.constant(foreignTask))
        .map((taskId) => ({ ...sentJson({ taskId }), statuses: [404] })),
  },
  'generate-image/pending': { methods: ['GET'], path: () => '/api/generate-image/pending', auth: 'session' },
  'generate-image/[taskId]/cancel': {
    methods: ['POST'],
    path: (id) => `/api/generate-image/${id}/cancel`,
    hasId: true,
    auth: 'session',
    body: none,
    refused: () => fc.constantFrom({ statuses: [409] }, { ...sentJson({}), statuses: [409] }),
  },
  'generate-image/[taskId]/retry': {
    methods: ['POST'],
    path: (id) => `/api/generate-image/${id}/retry`,
    hasId: true,
    auth: 'session',
    body: {
      good: '{"taskId":"11111111-1111-4111-8111-111111111111"}',
      bad: bodyWith({}, fc.oneof(badField({ taskId: isId }), unknownField(['taskId']))),
    },
    refused: ({ ownTask, foreignTask }) =>
      fc.constantFrom(ownTask, foreignTask).map((taskId) => ({ ...sentJson({ taskId }), statuses: [409] })),
  },
  batches: {
    methods: ['GET'],
    path: () => '/api/batches',
    auth: 'session',
    queries: [badLimit, badTopic, badBatchesCursor],
  },
  credits: {
    methods: ['GET'],
    path: () => '/api/credits',
    auth: 'session',
    queries: [badLimit, badCreditsCursor],
  },
  topics: {
    methods: ['GET', 'POST'],
    path: () => '/api/topics',
    auth: 'session',
    queries: [badLimit, badBatchesCursor],
    body: {
      good: '{"title":"Logo ideas"}',
      bad: bodyWith({}, fc.oneof(badField({ id: isId, title: isTitle }), unknownField(['id', 'title']))),
    },
  },
  'topics/[id]': {
    methods: ['GET', 'PATCH', 'DELETE'],
    path: (id) => `/api/topics/${id}`,
    auth: 'session',
    body: {
      good: '{"title":"Logo ideas"}',
      bad: fc.oneof(
        bodyWith({ title: 'x' }, badField({ title: isTitle })),
        bodyWith({ title: 'x' }, unknownField(['title'])),
        fc.constant('{}'),
      ),
    },
    // No topic has the id of a task.
    refused: () => fc.constantFrom({ method: 'GET', statuses: [404] }, { method: 'DELETE', statuses: [404] }),
  },
  ...PICTURE_ROUTES,
  'jobs/[id]': { methods: ['GET'], path: (id) => `/api/jobs/${id}`, hasId: true, auth: 'session' },
  workers: { methods: ['GET', 'POST'], path: () => '/api/workers', auth: 'secret' },
  metrics: { methods: ['GET'], path: () => '/api/metrics', auth: 'secret' },
  health: { methods: ['GET'], path: () => '/api/health', auth: 'none' },
  'openapi.json': { methods: ['GET'], path: () => '/api/openapi.json', auth: 'none' },
};

import fc from 'fast-check';
import { badIds, refusedDownload } from './bad-downloads';
import { badGalleryCursor, badLimit, badQuery, badSearch, badTime, badTopic } from './bad-queries';
import { badUpload } from './bad-uploads';
import { isId, uuids } from './ids';
import { badField, bodyWith, unknownField } from './json-texts';
import { oddText } from './odd-texts';
import type { RouteSpec } from './route-requests';
import { sentJson } from './sent-json';

const isSelection = (value: unknown) =>
  Array.isArray(value) && value.length >= 1 && value.length <= 500 && value.every(isId);

const BULK: Record<string, (value: unknown) => boolean> = {
  ids: isSelection,
  action: (value) => ['favourite', 'unfavourite', 'delete', 'restore'].some((action) => action === value),
};
const nobodys = '11111111-1111-4111-8111-111111111111';

/** The routes that find, show, take in and give out pictures. */
export const PICTURE_ROUTES: Record<string, RouteSpec> = {
  gallery: {
    methods: ['GET'],
    path: () => '/api/gallery',
    auth: 'session',
    queries: [
      badLimit,
      badGalleryCursor,
      badTopic,
      badSearch,
      badQuery('sort', (text) => ['newest', 'oldest'].includes(text)),
      badQuery('favourite', (text) => ['0', '1'].includes(text)),
      badQuery('sha256', (text) => /^[0-9a-f]{64}$/.test(text)),
      badTime('from'),
      badTime('to'),
    ],
  },
  'gallery/ids': {
    methods: ['GET'],
    path: () => '/api/gallery/ids',
    auth: 'session',
    queries: [
      badTopic,
      badSearch,
      badQuery('favourite', (text) => ['0', '1'].includes(text)),
      badQuery('sha256', (text) => /^[0-9a-f]{64}$/.test(text)),
      badTime('from'),
      badTime('to'),
    ],
  },
  'images/bulk': {
    methods: ['POST'],
    path: () => '/api/images/bulk',
    auth: 'session',
    body: {
      good: JSON.stringify({ ids: [nobodys], action: 'restore' }),
      bad: fc.oneof(
        bodyWith({ ids: [nobodys], action: 'favourite' }, badField(BULK)),
        bodyWith({ ids: [nobodys], action: 'favourite' }, unknownField(Object.keys(BULK))),
        uuids(501, 520).map((ids) => JSON.stringify({ ids, action: 'delete' })),
        fc.constantFrom(
          JSON.stringify({ ids: [nobodys], action: 'move' }),
          JSON.stringify({ ids: [nobodys], action: 'delete', topicId: nobodys }),
        ),
      ),
    },
    refused: ({ ownTask, foreignTask }) =>
      fc.oneof(
        fc
          .constantFrom('favourite', 'unfavourite', 'delete', 'restore')
          .map((action) => ({ ...sentJson({ ids: [ownTask, foreignTask], action }), statuses: [404] })),
        fc
          .uuid()
          .map((topicId) => ({ ...sentJson({ ids: [ownTask], action: 'move', topicId }), statuses: [404] })),
      ),
  },
  'images/[id]': {
    methods: ['GET', 'PATCH', 'DELETE'],
    path: (id) => `/api/images/${id}`,
    hasId: true,
    auth: 'session',
    queries: [
      badQuery('variant', (text) => ['original', 'preview', 'thumb'].includes(text)),
      badQuery('download', (text) => ['0', '1'].includes(text)),
    ],
    body: {
      good: '{"favourite":false}',
      bad: fc.oneof(
        bodyWith({ favourite: true }, badField({ favourite: (value) => typeof value === 'boolean' })),
        bodyWith({ favourite: true }, unknownField(['favourite'])),
        fc.constant('{}'),
      ),
    },
    // Requests for a part that is not there, and odd ones that are answered with all of it.
    refused: () =>
      fc.oneof(
        fc
          .constantFrom('bytes=999999999-', 'bytes=-0')
          .map((Range) => ({ method: 'GET', headers: { Range }, statuses: [416] })),
        oddText.map(() => ({
          method: 'GET',
          headers: { Range: 'bytes=5-1', 'If-None-Match': '"x' },
          statuses: [200],
        })),
      ),
  },
  'images/download': {
    methods: ['GET', 'POST'],
    path: () => '/api/images/download',
    auth: 'session',
    queries: [badIds],
    body: {
      good: JSON.stringify({ ids: [nobodys] }),
      bad: fc.oneof(
        bodyWith({ ids: [nobodys] }, badField({ ids: isSelection })),
        bodyWith({ ids: [nobodys] }, unknownField(['ids'])),
        uuids(501, 520).map((ids) => JSON.stringify({ ids })),
        fc.constant('{}'),
      ),
      forms: true,
    },
    refused: refusedDownload,
  },
  'batches/[id]/download': {
    methods: ['GET'],
    path: (id) => `/api/batches/${id}/download`,
    hasId: true,
    auth: 'session',
  },
  upload: { methods: ['POST'], path: () => '/api/upload', auth: 'session', refused: () => badUpload },
  'upload/parts': {
    methods: ['POST'],
    path: () => '/api/upload/parts',
    auth: 'session',
    refused: () => badUpload,
  },
  'images/[id]/restore': {
    methods: ['POST'],
    path: (id) => `/api/images/${id}/restore`,
    hasId: true,
    auth: 'session',
  },
};

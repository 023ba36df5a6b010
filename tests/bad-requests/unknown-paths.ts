import fc from 'fast-check';
import type { BadRequest } from './bad-request';
import { badPathId } from './ids';

const NEAR = [
  '/api',
  '/api/generate',
  '/api/generate-image/polling/x',
  '/api/generate-images',
  '/api/Generate-Image',
  '/api/image/1',
  '/api/batches.json',
  '/api/credits/x',
  '/api/__proto__',
  '/api/v1/credits',
  '/api/.env',
  '/api/workers/run',
];

/** Paths below /api that no route serves. */
export const unknownPaths: fc.Arbitrary<BadRequest> = fc
  .tuple(
    fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
    fc.oneof(
      fc.constantFrom(...NEAR),
      fc.array(badPathId, { minLength: 1, maxLength: 3 }).map((steps) => `/api/nowhere/${steps.join('/')}`),
    ),
    fc.constantFrom('', '?limit=x', '?%', '?__proto__=1'),
  )
  .map(([method, path, query]) => ({ method, path: path + query, headers: {}, statuses: [404] }));

import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { creditsResponseSchema } from '@/lib/credits/credits';
import { EXAMPLE_IDS } from '@/lib/openapi/examples';
import { jsonAnswer, operation } from '@/lib/openapi/operation';
import { pageSchema } from '@/lib/schema/page';

export const accountPaths: ZodOpenApiPathsObject = {
  '/api/credits': {
    get: operation('GET', {
      id: 'getCredits',
      tag: 'Account',
      summary: 'Read the balance and the ledger',
      description: 'Newest entry first. The balance is the sum of all entries.',
      auth: 'session',
      query: pageSchema,
      answers: {
        200: jsonAnswer('The balance and one page of the ledger.', creditsResponseSchema, {
          balance: 96,
          entries: [
            {
              kind: 'charge',
              amount: -4,
              taskId: EXAMPLE_IDS.picture,
              hasPicture: true,
              createdAt: '2026-11-20T09:30:00.120Z',
            },
            { kind: 'grant', amount: 100, hasPicture: false, createdAt: '2026-11-19T18:02:41.900Z' },
          ],
          nextCursor: null,
        }),
      },
    }),
  },
};

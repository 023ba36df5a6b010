import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { emptyAnswer, jsonAnswer, operation } from '@/lib/openapi/operation';
import { type Health, healthSchema, workResponseSchema } from '@/lib/worker/schema';

const health: Health = {
  status: 'ok',
  version: '0.1.0',
  database: 'ok',
  storage: 'ok',
  provider: 'gemini',
  queue: { queued: 2, processing: 4, oldestQueuedSeconds: 6, unclaimedKinds: [] },
};

const work = (method: 'GET' | 'POST') =>
  operation(method, {
    id: method === 'GET' ? 'doDueWork' : 'doDueWorkByPost',
    tag: 'Installation',
    summary: method === 'GET' ? 'Sweep and do what is due' : 'Sweep and do what is due, by POST',
    description:
      'For a cron: takes tasks back from processes that went silent, then runs due tasks as long as a whole attempt ' +
      'still fits into the time of this request. GET and POST do the same.',
    auth: 'secret',
    answers: {
      200: jsonAnswer('What was done.', workResponseSchema, {
        claimed: 3,
        completed: 2,
        retried: 1,
        failed: 0,
        reaped: 1,
      }),
    },
  });

export const installationPaths: ZodOpenApiPathsObject = {
  '/api/health': {
    get: operation('GET', {
      id: 'getHealth',
      tag: 'Installation',
      summary: 'Ask whether it works',
      description: 'Asks database and storage; the provider is never called.',
      auth: 'none',
      answers: {
        200: jsonAnswer('Database and storage answer.', healthSchema, health),
        503: jsonAnswer('Database or storage do not answer.', healthSchema, {
          ...health,
          status: 'degraded',
          database: 'error',
          queue: null,
        }),
      },
    }),
  },
  '/api/workers': { get: work('GET'), post: work('POST') },
  '/api/metrics': {
    get: operation('GET', {
      id: 'getMetrics',
      tag: 'Installation',
      summary: 'Read metrics',
      description: 'In the text format of Prometheus 0.0.4.',
      auth: 'secret',
      answers: {
        200: {
          ...emptyAnswer('Counters, gauges and histograms of tasks and attempts.'),
          content: { 'text/plain': { schema: z.string() } },
        },
      },
    }),
  },
  '/api/openapi.json': {
    get: operation('GET', {
      id: 'getOpenApi',
      tag: 'Installation',
      summary: 'Read this document',
      auth: 'none',
      answers: {
        200: {
          ...emptyAnswer('This document, in OpenAPI 3.1. May be kept for an hour.'),
          content: { 'application/json': { schema: { type: 'object' } } },
        },
      },
    }),
  },
};

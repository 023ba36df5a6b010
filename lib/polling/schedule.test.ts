import { expect, test } from 'vitest';
import type { Task } from '@/lib/generation/schema';
import { firstPollMs, nextPollMs } from './schedule';

const now = '2026-01-01T00:01:00.000Z';

const task = (changes: Partial<Task>): Task => ({
  taskId: 'a',
  kind: 'image',
  status: 'processing',
  version: 1,
  prompt: 'x',
  model: 'm',
  batchId: 'b',
  topicId: null,
  position: 0,
  settings: { aspectRatio: '1:1', imageSize: '1K' },
  images: [],
  attempt: 1,
  maxAttempts: 4,
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: '2026-01-01T00:01:00.000Z',
  ...changes,
});

test.each([
  ['nothing is open', [task({ status: 'completed', finishedAt: now })], null],
  ['no history', [task({})], 1000],
  ['long before it can be done', [task({ estimate: { p50Ms: 20_000, p90Ms: 40_000 } })], 15_000],
  ['about when it should be done', [task({ estimate: { p50Ms: 2000, p90Ms: 4000 } })], 1000],
  ['a wait for a retry', [task({ status: 'queued', retryAt: '2026-01-01T00:01:20.000Z' })], 21_000],
  ['a retry that is due', [task({ status: 'queued', retryAt: '2026-01-01T00:00:50.000Z' })], 1000],
  [
    'the earliest of several',
    [task({ estimate: { p50Ms: 20_000, p90Ms: 40_000 } }), task({ status: 'queued' })],
    2000,
  ],
])('%s', (_, tasks, ms) => {
  expect(nextPollMs(tasks, now)).toBe(ms);
});

test('the first look waits for three quarters of the usual time', () => {
  expect([firstPollMs(null), firstPollMs({ p50Ms: 20_000, p90Ms: 40_000 })]).toEqual([1000, 15_000]);
});

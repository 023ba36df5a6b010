import { beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import type { TaskHandler } from '@/lib/tasks/task-kind';
import { TaskRunner } from '@/lib/tasks/task-runner';
import { accepted, newUser, readRow } from '@/tests/support/database';

const HOUR_MS = 3_600_000;

beforeAll(() => {
  const { url, publishableKey, secretKey } = inject('supabase');
  Object.assign(process.env, {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: publishableKey,
    SUPABASE_SECRET_KEY: secretKey,
  });
});

const hang: TaskHandler<unknown> = () => new Promise(() => undefined);

const runnerOf = (attemptMs: number) =>
  new TaskRunner(
    { image: { payload: z.unknown(), load: async () => hang } },
    { places: { pictures: 8 }, attemptMs },
  );

async function queued(retryDelaysSeconds: number[]): Promise<string> {
  const { taskIds } = await accepted((await newUser()).id, { limits: { maxRunning: 0, retryDelaysSeconds } });
  return taskIds[0] ?? '';
}

test('an attempt is ended by what is left of the time, though its own timeout is longer', async () => {
  const taskId = await queued([5]);
  const startedAt = performance.now();
  await runnerOf(HOUR_MS).drain(startedAt + 1500);
  expect(performance.now() - startedAt).toBeLessThan(3000);
  const row = await readRow(taskId);
  expect([row.status, row.attempts, row.error_code]).toEqual(['queued', 1, 'provider_timeout']);
});

test('a retry that would not end in time is left to others', async () => {
  const taskId = await queued([2]);
  await runnerOf(500).drain(performance.now() + 2400);
  const row = await readRow(taskId);
  expect([row.status, row.attempts]).toEqual(['queued', 1]);
});

test('a retry that fits is made in the same run', async () => {
  const taskId = await queued([1]);
  await runnerOf(300).drain(performance.now() + 3500);
  const row = await readRow(taskId);
  expect([row.status, row.attempts]).toEqual(['failed', 2]);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { readJob } from '@/lib/generation/read-job';
import { serviceClient } from '@/lib/supabase/service-client';
import { TaskError } from '@/lib/tasks/task-error';
import { defineKind, type TaskHandler } from '@/lib/tasks/task-kind';
import { TaskRunner } from '@/lib/tasks/task-runner';
import { admin, claim, must, newUser, readCredits, readRow, type TestUser } from '@/tests/support/database';
import { sql } from '@/tests/support/sql';

/** A kind that nobody but this file knows: its row of task_kinds and the following are all there is of it. */
const payloadSchema = z.object({ words: z.string() });
type Payload = z.infer<typeof payloadSchema>;
const echo = (handler: TaskHandler<Payload>) => ({
  echo: defineKind({ payload: payloadSchema, load: async () => handler }),
});
const complete = async (taskId: string, leaseToken: string, result: { said: string }) =>
  must(
    await serviceClient().rpc('complete_task', {
      p_task_id: taskId,
      p_lease_token: leaseToken,
      p_result: result,
    }),
  );
const say: TaskHandler<Payload> = async ({ taskId, leaseToken, payload }) =>
  complete(taskId, leaseToken, { said: payload.words });

const database = sql();
let user: TestUser;

beforeAll(async () => {
  const { url, publishableKey, secretKey } = inject('supabase');
  Object.assign(process.env, {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEY: publishableKey,
    SUPABASE_SECRET_KEY: secretKey,
    TASK_HEARTBEAT_SECONDS: '1',
  });
  await database`insert into public.task_kinds (kind, lane, places) values ('echo', 'echoes', 2)`;
  user = await newUser();
});
afterAll(() => database.end());

async function accept(words: unknown = 'hello', price = 5): Promise<string> {
  const id = randomUUID();
  const task = { id, kind: 'echo', price, statsKey: 'echo', payload: { words } };
  const limits = { leaseSeconds: 4, retryDelaysSeconds: [1] };
  await database.begin(async (transaction) => {
    const [profile] = await transaction`select private.lock_profile(${user.id}) as profile`;
    expect(profile).toBeDefined();
    await transaction`select private.insert_tasks(${user.id}, ${transaction.json([task as never])}, ${transaction.json(limits)})`;
    await transaction`select private.record_credits(${user.id}, ${id}, 'charge', ${-price})`;
  });
  return id;
}

const runner = (handler: TaskHandler<Payload>, places: Record<string, number> = { echoes: 8 }) =>
  new TaskRunner(echo(handler), { places, attemptMs: 60_000 });
const drain = (one: TaskRunner) => one.drain(performance.now() + 64_000);
const job = (id: string) => readJob(user.client, id);

test('is claimed only by a process that knows it and works its lane', async () => {
  const id = await accept();
  expect((await claim()).tasks).toEqual([]);
  expect(await drain(runner(say, { pictures: 8 }))).toMatchObject({ claimed: 0 });
  expect(await drain(new TaskRunner({}, { places: { echoes: 8 }, attemptMs: 60_000 }))).toMatchObject({
    claimed: 0,
  });
  expect(await readRow(id)).toMatchObject({ status: 'queued', attempts: 0 });
  expect(await job(id)).toMatchObject({ kind: 'echo', status: 'queued', progress: 0, result: null });

  expect(await drain(runner(say))).toMatchObject({ claimed: 1, completed: 1 });
  expect(await job(id)).toEqual({
    id,
    kind: 'echo',
    status: 'completed',
    progress: 1,
    result: { said: 'hello' },
    error: null,
  });
});

test('keeps to the places of its lane, whatever the user has running elsewhere', async () => {
  await Promise.all([1, 2, 3].map(() => accept()));
  let most = 0;
  let now = 0;
  const counts = await drain(
    runner(async (task) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return complete(task.taskId, task.leaseToken, { said: '' });
    }),
  );
  expect([counts.completed, most]).toEqual([3, 2]);
});

test('tells its progress with the heartbeat, as a new version', async () => {
  const id = await accept();
  const { version } = await readRow(id);
  let seen: unknown;
  await drain(
    runner(async (task, { progress }) => {
      progress(0.25);
      await expect
        .poll(() => job(id), { timeout: 10_000 })
        .toMatchObject({ status: 'processing', progress: 0.25 });
      seen = await readRow(id);
      return complete(task.taskId, task.leaseToken, { said: '' });
    }),
  );
  expect(seen).toMatchObject({ version: version + 2, progress: 0.25 });
});

test('is tried again, fails for good, and is refunded once', async () => {
  const id = await accept();
  const before = await readCredits(user.id);
  const outage: TaskHandler<Payload> = () =>
    Promise.reject(new TaskError('provider_unavailable', 'nobody answers', { retryable: true }));
  expect(await drain(runner(outage))).toMatchObject({ claimed: 2, retry: 1, failed: 1 });
  expect(await job(id)).toMatchObject({
    status: 'failed',
    error: { code: 'provider_unavailable', refunded: true },
  });
  expect(await readCredits(user.id)).toBe(before + 5);
});

test('with a payload that it cannot read it fails at once', async () => {
  const id = await accept(42);
  expect(await drain(runner(say))).toMatchObject({ claimed: 1, failed: 1 });
  expect(await job(id)).toMatchObject({ status: 'failed', error: { code: 'internal' } });
});

test('is canceled while it runs: its work is aborted within a heartbeat, and it is refunded', async () => {
  const id = await accept();
  const before = await readCredits(user.id);
  const counts = await drain(
    runner(async (_, { signal }) => {
      expect((await admin().rpc('cancel_task', { p_user_id: user.id, p_task_id: id })).error).toBeNull();
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      return true;
    }),
  );
  expect(counts).toMatchObject({ claimed: 1, lost: 1 });
  expect(await job(id)).toMatchObject({ status: 'canceled' });
  expect(await readCredits(user.id)).toBe(before + 5);
});

test('is among the pending tasks and the polled ones, and belongs to its user alone', async () => {
  const id = await accept();
  const pending = z
    .object({ tasks: z.array(z.looseObject({ task_id: z.string() })) })
    .parse(must(await user.client.rpc('read_pending_tasks')));
  expect(pending.tasks.map(({ task_id }) => task_id)).toEqual([id]);
  await expect(readJob((await newUser()).client, id)).rejects.toMatchObject({ code: 'not_found' });
  await drain(runner(say));
});

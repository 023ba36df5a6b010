import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { NO_PICTURE } from '@/lib/generation/picture-row';
import { taskKinds, taskReader } from '@/lib/kinds/task-kinds';
import { purgeObjects } from '@/lib/storage/purge-objects';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { TaskError } from '@/lib/tasks/task-error';
import { defineKind, type TaskHandler } from '@/lib/tasks/task-kind';
import { TaskReader } from '@/lib/tasks/task-reader';
import { TaskRunner } from '@/lib/tasks/task-runner';
import { admin, claim, must, newUser, readCredits, readRow, type TestUser } from '@/tests/support/database';
import { sql } from '@/tests/support/sql';

/** A kind that nobody but this file knows: its row of task_kinds and the following are all there is of it. */
const payloadSchema = z.object({ words: z.string() });
type Payload = z.infer<typeof payloadSchema>;
const voiceKey = (userId: string, taskId: string) => `${userId}/${taskId}/voice`;
const echo = (handler: TaskHandler<Payload>) => ({
  echo: defineKind({
    payload: payloadSchema,
    load: async () => handler,
    errors: { lost_voice: 'Nothing could be heard. Speak up.' },
    objectKeys: (userId, taskId) => [voiceKey(userId, taskId)],
    details: () => ({ instrument: 'voice' }),
    result: ({ result }) => ({ heard: result }),
  }),
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
/** As a server reads that knows the kind; `taskReader` is that of one that doesn't. */
const reader = new TaskReader({ ...taskKinds, ...echo(say) }, NO_PICTURE);
const job = (id: string) => reader.job(user.client, id);

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
    result: { heard: { said: 'hello' } },
    error: null,
  });
  expect(await taskReader.job(user.client, id)).toMatchObject({ progress: 1, result: { said: 'hello' } });
  const { tasks } = await reader.poll(user.client, [id], {});
  expect(tasks).toMatchObject([{ status: 'completed', instrument: 'voice', heard: { said: 'hello' } }]);
  expect(tasks[0]?.result).toBeUndefined();
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
      const { tasks, missing, nextPollMs } = await reader.poll(user.client, [id], { [id]: version });
      expect(tasks).toMatchObject([
        { taskId: id, kind: 'echo', status: 'processing', progress: 0.25, instrument: 'voice', images: [] },
      ]);
      expect(missing).toEqual([]);
      expect(nextPollMs).toBeGreaterThan(0);
      const known = { [id]: tasks[0]?.version ?? 0 };
      expect(await reader.poll(user.client, [id], known)).toMatchObject({ tasks: [], missing: [] });
      expect((await reader.pending(user.client)).pendingTasks).toEqual(tasks);
      return complete(task.taskId, task.leaseToken, { said: '' });
    }),
  );
  expect(seen).toMatchObject({ version: version + 2, progress: 0.25 });
});

const failWith =
  (code: string, retryable = false): TaskHandler<Payload> =>
  () =>
    Promise.reject(new TaskError(code, 'nobody answers', { retryable }));

test('is tried again, fails for good with an error of its own, and is refunded once', async () => {
  const id = await accept();
  const before = await readCredits(user.id);
  expect(await drain(runner(failWith('lost_voice', true)))).toMatchObject({
    claimed: 2,
    retry: 1,
    failed: 1,
  });
  const error = { code: 'lost_voice', message: 'Nothing could be heard. Speak up.', refunded: true };
  expect(await job(id)).toMatchObject({ status: 'failed', error });
  expect(await reader.task(user.client, id)).toMatchObject({ status: 'failed', error });
  expect(await taskReader.task(user.client, id)).toMatchObject({
    status: 'failed',
    error: { code: 'lost_voice', message: 'Something went wrong on our side. Try again.' },
  });
  expect(await readCredits(user.id)).toBe(before + 5);
});

test('an error that it has not declared is an internal one', async () => {
  const id = await accept();
  await drain(runner(failWith('no_image')));
  expect(await job(id)).toMatchObject({ status: 'failed', error: { code: 'internal' } });
  expect(await database`select error_code from public.task_attempts where task_id = ${id}`).toEqual([
    { error_code: 'internal' },
  ]);
});

test('what it stored is removed by a process that knows the kind, and left alone by others', async () => {
  const id = await accept();
  const store = supabaseStore(serviceClient());
  const key = voiceKey(user.id, id);
  await drain(
    runner(async (task, attempt) => {
      await store.writeOnce(key, new TextEncoder().encode('hello'), 'application/octet-stream');
      return failWith('lost_voice')(task, attempt);
    }),
  );
  await database`update private.object_purges set due_at = clock_timestamp() where task_id = ${id}`;
  const planned = () => database`select from private.object_purges where task_id = ${id}`;
  await purgeObjects(taskKinds);
  expect([await store.size(key), (await planned()).length]).toEqual([5, 1]);
  await purgeObjects({ ...taskKinds, ...echo(say) });
  expect([await store.size(key), (await planned()).length]).toEqual([null, 0]);
});

test('is removed from storage although its row is gone', async () => {
  const id = await accept();
  await database`delete from public.tasks where id = ${id}`;
  expect(await database`select kind from private.object_purges where task_id = ${id}`).toEqual([
    { kind: 'echo' },
  ]);
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
  const { pendingTasks } = await taskReader.pending(user.client);
  expect(pendingTasks).toMatchObject([{ taskId: id, kind: 'echo', status: 'queued', queuePosition: 1 }]);
  const stranger = (await newUser()).client;
  await expect(reader.job(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(reader.task(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await reader.poll(stranger, [id], {})).toMatchObject({ tasks: [], missing: [id], nextPollMs: null });
  expect((await reader.pending(stranger)).pendingTasks).toEqual([]);
  await drain(runner(say));
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  accepted,
  admin,
  create,
  must,
  newUser,
  readCredits,
  readLedger,
  readRow,
} from '@/tests/support/database';

const rateSchema = z.looseObject({ rate: z.object({ left: z.number(), resetMs: z.number() }) });

test('a generation charges each task, saves its rows and claims the free places in one answer', async () => {
  const { id } = await newUser();
  const { credits, claimed, taskIds, batchId, status } = await accepted(id, { count: 4 });
  expect(credits).toEqual({ charged: 16, balance: 84 });
  expect(status).toBe('processing');
  expect(claimed.map((task) => [task.taskId, task.attempt, task.maxAttempts])).toEqual(
    taskIds.map((t) => [t, 1, 4]),
  );
  const images = must(
    await admin().from('generated_images').select().eq('batch_id', batchId).order('position'),
  );
  expect(images.map((image) => [image.task_id, image.position, image.image_urls])).toEqual(
    taskIds.map((taskId, position) => [taskId, position, []]),
  );
  expect((await readLedger(id)).map(({ kind, amount }) => [kind, amount])).toEqual([
    ['grant', 100],
    ...taskIds.map(() => ['charge', -4]),
  ]);
});

test('beyond the limit tasks are queued, in order, with their position', async () => {
  const { id, client } = await newUser();
  await accepted(id, { count: 4 });
  const { status, claimed, taskIds } = await accepted(id, { count: 2 });
  expect([status, claimed.length]).toEqual(['queued', 0]);
  const rows = must(
    await client.from('task_details').select().in('task_id', taskIds).order('queue_position'),
  );
  expect(rows.map((row) => [row.task_id, row.queue_position])).toEqual([
    [taskIds[0], 1],
    [taskIds[1], 2],
  ]);
});

test('a new generation does not overtake the own queue', async () => {
  const { id } = await newUser();
  const first = await accepted(id, { count: 4 });
  await accepted(id);
  await admin().rpc('cancel_task', { p_user_id: id, p_task_id: first.taskIds[0] ?? '' });
  expect((await accepted(id)).claimed).toEqual([]);
});

test('the same ids with the same body get the first answer and are charged once', async () => {
  const { id } = await newUser();
  const taskIds = [randomUUID(), randomUUID()];
  const first = await accepted(id, { taskIds });
  const second = await accepted(id, { taskIds });
  expect(second).toEqual({ ...first, claimed: [] });
  expect(await readCredits(id)).toBe(92);
});

test.each([
  ['another body', { prompt: 'another' }],
  ['other ids after the first', { taskIds: [randomUUID()] }],
])('ids that were used before conflict: %s', async (_, change) => {
  const { id } = await newUser();
  const taskIds = [randomUUID(), randomUUID()];
  await accepted(id, { taskIds });
  const again =
    'taskIds' in change ? { taskIds: [taskIds[0] ?? '', ...change.taskIds] } : { taskIds, ...change };
  expect((await create(id, again)).error?.code).toBe('PT409');
  expect((await create(id, { taskIds: [taskIds[1] ?? ''] })).error?.code).toBe('PT409');
  expect(await readCredits(id)).toBe(92);
});

test('any UUID will do as an id, not only those of a known version', async () => {
  const { id } = await newUser();
  const taskIds = [`11111111-1111-1111-1111-${randomUUID().slice(24)}`];
  expect((await accepted(id, { taskIds })).claimed[0]?.taskId).toBe(taskIds[0]);
});

test("another user's ids conflict and cost nothing", async () => {
  const [one, two] = [await newUser(), await newUser()];
  const taskIds = [randomUUID()];
  await accepted(one.id, { taskIds });
  expect((await create(two.id, { taskIds })).error?.code).toBe('PT409');
  expect(await readCredits(two.id)).toBe(100);
});

test('without enough credits nothing is written', async () => {
  const { id } = await newUser();
  const { error } = await create(id, { price: 101 });
  expect([error?.code, error?.details]).toEqual(['PT402', '{"balance": 100, "required": 101}']);
  expect(must(await admin().from('batches').select().eq('user_id', id))).toEqual([]);
});

test('the rate limit counts accepted requests, not pictures, replays or refusals', async () => {
  const { id } = await newUser();
  const limits = { ratePerMinute: 2 };
  const taskIds = [randomUUID()];
  await accepted(id, { taskIds, price: 0, limits });
  await accepted(id, { taskIds, price: 0, limits });
  expect((await create(id, { price: 1000, limits })).error?.code).toBe('PT402');
  await accepted(id, { count: 4, price: 0, limits });
  const { error } = await create(id, { price: 0, limits });
  expect(error?.code).toBe('PT429');
  const { retryAfterSeconds } = JSON.parse(error?.details ?? '{}') as { retryAfterSeconds: number };
  expect(retryAfterSeconds).toBeGreaterThan(50);
  expect(retryAfterSeconds).toBeLessThanOrEqual(60);
});

test('the answer says how many more are let through in the minute, and when there is one more', async () => {
  const { id } = await newUser();
  const limits = { ratePerMinute: 3 };
  const ask = async (taskIds = [randomUUID()]) =>
    rateSchema.parse(await accepted(id, { taskIds, limits })).rate;
  const taskIds = [randomUUID()];
  const first = await ask(taskIds);
  expect(first).toEqual({ left: 2, resetMs: 60_000 });
  const second = await ask();
  expect(second.left).toBe(1);
  expect(second.resetMs).toBeLessThan(60_000);
  expect(second.resetMs).toBeGreaterThan(50_000);
  expect(await ask(taskIds)).toEqual(first);
  const { left, resetMs } = await ask();
  expect(left).toBe(0);
  expect(resetMs).toBeLessThan(second.resetMs);
});

test("a stranger's topic or reference does not exist", async () => {
  const [one, two] = [await newUser(), await newUser()];
  const mine = await accepted(two.id);
  const settings = { aspectRatio: '1:1', imageSize: '1K', referenceIds: mine.taskIds };
  expect((await create(one.id, { settings })).error?.code).toBe('PT404');
  expect((await create(one.id, { topicId: randomUUID() })).error?.code).toBe('PT404');
  expect(await readCredits(one.id)).toBe(100);
});

test('a task keeps the lease, the delays and the attempts of its making', async () => {
  const { id } = await newUser();
  const { taskIds } = await accepted(id, { limits: { leaseSeconds: 7, retryDelaysSeconds: [1, 2] } });
  const row = await readRow(taskIds[0] ?? '');
  expect([row.lease_seconds, row.retry_delays, row.max_attempts]).toEqual([7, [1, 2], 3]);
});

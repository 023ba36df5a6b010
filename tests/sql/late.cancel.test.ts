import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  accepted,
  admin,
  claim,
  complete,
  create,
  fail,
  held,
  lease,
  must,
  newUser,
  readCredits,
  readRow,
} from '@/tests/support/database';

type Held = Awaited<ReturnType<typeof held>>;

const keep = async (task: Held, made = true) =>
  must(await admin().rpc('keep_picture', { ...lease(task), p_made: made }));
const cancel = async (userId: string, taskId: string) =>
  (await admin().rpc('cancel_task', { p_user_id: userId, p_task_id: taskId })).error;
const status = async (taskId: string) => (await readRow(taskId)).status;

async function claimAgain(taskId: string): Promise<Held> {
  const task = (await claim()).tasks.find((claimed) => claimed.taskId === taskId);
  if (!task) throw new Error('not claimed');
  return task;
}

test('a picture that is made is completed, not canceled', async () => {
  const { id } = await newUser();
  const task = await held(id);
  expect(await keep(task)).toBe(true);
  expect(await cancel(id, task.taskId)).toMatchObject({
    code: 'PT409',
    details: expect.stringContaining('"status": "made"'),
  });
  expect(await status(task.taskId)).toBe('processing');
  expect(must(await complete(task))).toBe(true);
  expect(await readCredits(id)).toBe(96);
});

test('neither is it while it waits for the next attempt to store it, until that one says that it is lost', async () => {
  const { id } = await newUser();
  const task = await held(id, { limits: { retryDelaysSeconds: [0, 0, 0] } });
  await keep(task);
  expect(must(await fail(task, true))).toBe('retry');
  expect((await cancel(id, task.taskId))?.code).toBe('PT409');
  const again = await claimAgain(task.taskId);
  expect(again.made).toBe(true);
  expect((await cancel(id, task.taskId))?.code).toBe('PT409');
  expect(await keep(again, false)).toBe(true);
  expect(await cancel(id, task.taskId)).toBeNull();
  expect(await readCredits(id)).toBe(100);
});

test('one whose bytes are never stored fails and is refunded like any other', async () => {
  const { id } = await newUser();
  const task = await held(id, { limits: { retryDelaysSeconds: [0] } });
  await keep(task);
  await fail(task, true);
  const again = await claimAgain(task.taskId);
  await keep(again);
  expect(must(await fail(again, true))).toBe('failed');
  expect(await readCredits(id)).toBe(100);
});

test('who lost the lease is told so before anything is stored', async () => {
  const { id } = await newUser();
  const task = await held(id);
  expect(await cancel(id, task.taskId)).toBeNull();
  expect(await keep(task)).toBe(false);
  expect(await status(task.taskId)).toBe('canceled');
});

test('a topic is not deleted while a picture of it is made: it completes in a moment, and goes with it then', async () => {
  const { id } = await newUser();
  const topicId = randomUUID();
  const task = await held(id, { topicId, opensTopic: true });
  await keep(task);
  const remove = () => admin().rpc('delete_topic', { p_user_id: id, p_topic_id: topicId });
  expect((await remove()).error?.code).toBe('PT409');
  expect(await status(task.taskId)).toBe('processing');
  await complete(task);
  expect((await remove()).error).toBeNull();
  expect(await readCredits(id)).toBe(96);
});

test('a cancel of what was started counts for the rate limit, one of what only waited does not, and none is refused', async () => {
  const { id } = await newUser();
  const limits = { ratePerMinute: 4, retryDelaysSeconds: [60] };
  const { taskIds, claimed } = await accepted(id, { count: 4, limits: { ...limits, maxRunning: 2 } });
  const [first, second] = claimed;
  if (!first || !second) throw new Error('not claimed');
  expect(await cancel(id, taskIds[2] ?? '')).toBeNull();
  expect(await cancel(id, taskIds[3] ?? '')).toBeNull();
  expect(await cancel(id, first.taskId)).toBeNull();
  expect((await create(id, { limits })).error).toBeNull();
  await fail(second, true);
  expect(await cancel(id, second.taskId)).toBeNull();
  const refused = (await create(id, { limits })).error;
  expect(refused?.code).toBe('PT429');
  expect(JSON.parse(refused?.details ?? '{}').retryAfterSeconds).toBeLessThanOrEqual(60);
  const [last] = (await accepted(id, { limits: { ...limits, ratePerMinute: 5 } })).claimed;
  expect(await cancel(id, last?.taskId ?? '')).toBeNull();
});

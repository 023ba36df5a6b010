import { expect, test } from 'vitest';
import {
  accepted,
  admin,
  claim,
  complete,
  fail,
  heartbeat,
  held,
  lease,
  must,
  newUser,
  readCredits,
  readRow,
  secondsUntilDue,
} from '@/tests/support/database';

test('completing writes the picture, ends the attempt and keeps the charge', async () => {
  const { id, client } = await newUser();
  const task = await held(id);
  expect(must(await complete(task))).toBe(true);
  const row = must(await client.from('task_details').select().eq('task_id', task.taskId).single());
  expect([row.status, row.image_urls, row.width]).toEqual(['completed', [`/api/images/${task.taskId}`], 8]);
  expect(must(await client.from('task_attempts').select().single()).outcome).toBe('completed');
  expect(await readCredits(id)).toBe(96);
});

test('a final error fails at once; its hint for people is kept', async () => {
  const { id, client } = await newUser();
  const task = await held(id);
  const availableAt = '2030-01-01T00:00:00+00:00';
  expect(must(await fail(task, false, { p_available_at: availableAt }))).toBe('failed');
  const row = must(await client.from('task_details').select().single());
  expect(Date.parse(row.error_retry_at ?? '')).toBe(Date.parse(availableAt));
  expect(await readCredits(id)).toBe(100);
});

test("a provider's own delay is respected when it is longer", async () => {
  const { id } = await newUser();
  const task = await held(id);
  await fail(task, true, { p_retry_after_seconds: 60 });
  expect(await secondsUntilDue(task.taskId)).toBeGreaterThan(55);
});

test('a delay beyond all reason is cut to a day', async () => {
  const { id } = await newUser();
  const task = await held(id);
  expect(must(await fail(task, true, { p_retry_after_seconds: 1e15 }))).toBe('retry');
  expect(await secondsUntilDue(task.taskId)).toBeLessThanOrEqual(86_400);
});

test('a released attempt is given back, and the task is first in the queue', async () => {
  const { id } = await newUser();
  const { claimed } = await accepted(id, { count: 4 });
  await accepted(id, { count: 2 });
  const [first] = claimed;
  if (!first) throw new Error('not claimed');
  expect(must(await admin().rpc('release_task', lease(first)))).toBe(true);
  const [again] = (await claim()).tasks.filter((task) => task.userId === id);
  expect([again?.taskId, again?.attempt]).toEqual([first.taskId, 1]);
});

test.each(['complete', 'fail', 'release', 'heartbeat'] as const)(
  '%s without the running lease changes nothing',
  async (end) => {
    const { id } = await newUser();
    const task = await held(id, { limits: { leaseSeconds: 1 } });
    const stale = { ...task, leaseToken: crypto.randomUUID() };
    const attempt = {
      complete: () => complete(stale),
      fail: () => fail(stale, true),
      release: () => admin().rpc('release_task', lease(stale)),
      heartbeat: async () => ({ data: await heartbeat(stale) }),
    };
    const before = await readRow(task.taskId);
    expect([false, 'lost']).toContain((await attempt[end]()).data);
    expect(await readRow(task.taskId)).toEqual(before);
  },
);

test('a heartbeat prolongs the lease and is not a change that anyone sees', async () => {
  const { id } = await newUser();
  const task = await held(id);
  const before = await readRow(task.taskId);
  expect(await heartbeat(task)).toBe(true);
  const after = await readRow(task.taskId);
  expect(after.version).toBe(before.version);
  expect(Date.parse(after.lease_expires_at ?? '')).toBeGreaterThan(Date.parse(before.lease_expires_at ?? ''));
});

test('canceling refunds; afterwards neither a cancel nor the worker changes anything', async () => {
  const { id } = await newUser();
  const task = await held(id);
  const cancel = () => admin().rpc('cancel_task', { p_user_id: id, p_task_id: task.taskId });
  expect((await cancel()).error).toBeNull();
  expect(await readCredits(id)).toBe(100);
  expect((await cancel()).error?.code).toBe('PT409');
  expect(must(await complete(task))).toBe(false);
  expect([(await readRow(task.taskId)).status, await readCredits(id)]).toEqual(['canceled', 100]);
});

test('the version of a queued task rises when its place in the queue does', async () => {
  const { id, client } = await newUser();
  const { claimed } = await accepted(id, { count: 4 });
  const waiting = await accepted(id, { count: 2 });
  const second = waiting.taskIds[1] ?? '';
  const before = await readRow(second);
  if (claimed[0]) await complete(claimed[0]);
  await claim();
  const row = must(await client.from('task_details').select().eq('task_id', second).single());
  expect(row.queue_position).toBe(1);
  expect(row.version).toBeGreaterThan(before.version);
});

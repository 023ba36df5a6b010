import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { limits } from '@/tests/support/create-generation';
import {
  accepted,
  admin,
  complete,
  create,
  fail,
  held,
  must,
  newUser,
  readCredits,
} from '@/tests/support/database';

const retry = (userId: string, taskId: string, newTaskId: string = randomUUID()) =>
  admin().rpc('create_retry', {
    p_user_id: userId,
    p_task_id: taskId,
    p_new_task_id: newTaskId,
    p_seed: 77,
    p_limits: limits,
  });

test('a retry is a new charged task in the same slot; the older version stays', async () => {
  const { id, client } = await newUser();
  const task = await held(id);
  await complete(task);
  const newTaskId = randomUUID();
  expect(must(await retry(id, task.taskId, newTaskId))).toMatchObject({
    status: 'processing',
    taskIds: [newTaskId],
    credits: { charged: 4, balance: 92 },
    rate: { left: 998 },
  });
  const rows = must(await client.from('task_details').select().order('created_at'));
  expect(rows.map((row) => [row.task_id, row.status, row.position])).toEqual([
    [task.taskId, 'completed', 0],
    [newTaskId, 'processing', 0],
  ]);
  expect(new Set(rows.map((row) => row.batch_id)).size).toBe(1);
});

test('the same retry again gets the first answer and is charged once, whatever became of it', async () => {
  const { id } = await newUser();
  const task = await held(id);
  await fail(task, false);
  const newTaskId = randomUUID();
  const { claimed, ...first } = must(await retry(id, task.taskId, newTaskId)) as Record<string, unknown>;
  expect(claimed).toHaveLength(1);
  expect(must(await retry(id, task.taskId, newTaskId))).toEqual({ ...first, claimed: [] });
  await admin().rpc('cancel_task', { p_user_id: id, p_task_id: newTaskId });
  expect(must(await retry(id, task.taskId, newTaskId))).toEqual({ ...first, claimed: [] });
  expect(await readCredits(id)).toBe(100);
});

test('an id that was used for anything else conflicts', async () => {
  const { id } = await newUser();
  const [one, two] = [await held(id), await held(id)];
  await fail(one, false);
  await fail(two, false);
  const newTaskId = randomUUID();
  must(await retry(id, one.taskId, newTaskId));
  expect((await retry(id, two.taskId, newTaskId)).error?.code).toBe('PT409');
  expect((await retry(id, two.taskId, two.taskId)).error?.code).toBe('PT409');
  expect((await create(id, { taskIds: [newTaskId] })).error?.code).toBe('PT409');
  expect(await readCredits(id)).toBe(96);
});

test('an open task has no retry, nor has a slot with one', async () => {
  const { id } = await newUser();
  const task = await held(id);
  expect((await retry(id, task.taskId)).error?.code).toBe('PT409');
  await fail(task, false);
  must(await retry(id, task.taskId));
  expect((await retry(id, task.taskId)).error?.code).toBe('PT409');
});

test('what a card shows of the older version stays, since its version does', async () => {
  const { id, client } = await newUser();
  const { taskIds, claimed } = await accepted(id);
  if (claimed[0]) await complete(claimed[0]);
  const read = async () =>
    must(
      await client
        .from('task_details')
        .select()
        .eq('task_id', taskIds[0] ?? '')
        .single(),
    );
  const before = await read();
  must(await retry(id, taskIds[0] ?? ''));
  expect(await read()).toEqual(before);
});

test('a fixed seed is kept for what has not come yet; a finished picture has another one in its new version', async () => {
  const { id } = await newUser();
  const settings = { aspectRatio: '1:1', imageSize: '1K', seed: 0 };
  const seedOf = async (taskId: string) =>
    must(await admin().from('generated_images').select('seed').eq('task_id', taskId).single()).seed;
  const { claimed } = await accepted(id, { settings, count: 2 });
  const [, second] = claimed;
  if (!second) throw new Error('not claimed');
  for (const task of claimed) expect(await seedOf(task.taskId)).toBe(task === second ? 1 : 0);
  await admin().rpc('cancel_task', { p_user_id: id, p_task_id: claimed[0]?.taskId ?? '' });
  await complete(second);
  const again = [randomUUID(), randomUUID()] as const;
  must(await retry(id, claimed[0]?.taskId ?? '', again[0]));
  must(await retry(id, second.taskId, again[1]));
  expect(await seedOf(again[0])).toBe(0);
  expect(await seedOf(again[1])).toBe(77);
});

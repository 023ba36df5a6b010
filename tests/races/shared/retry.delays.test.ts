import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  accepted,
  admin,
  claim,
  complete,
  fail,
  heartbeat,
  held,
  must,
  newUser,
  readCredits,
  readLedger,
  readRow,
  secondsUntilDue,
  takePurges,
} from '@/tests/support/database';
import { sql } from '@/tests/support/sql';

const claimOf = async (userId: string) => (await claim()).tasks.filter((task) => task.userId === userId);

test('a retryable error waits 5, 10, then 20 s, and the fourth one fails and refunds once', async () => {
  const database = sql();
  const { id } = await newUser();
  let task = await held(id, { limits: { retryDelaysSeconds: [5, 10, 20] } });
  for (const [index, delay] of [5, 10, 20].entries()) {
    expect(must(await fail(task, true))).toBe('retry');
    const seconds = await secondsUntilDue(task.taskId);
    expect(seconds).toBeGreaterThan(delay - 2);
    expect(seconds).toBeLessThanOrEqual(delay);
    expect(await claimOf(id)).toEqual([]);
    expect(await readCredits(id)).toBe(96);
    await database`update public.tasks set run_after = clock_timestamp() where id = ${task.taskId}`;
    const [next] = await claimOf(id);
    expect(next?.attempt).toBe(index + 2);
    if (next) task = next;
  }
  expect(must(await fail(task, true))).toBe('failed');
  const row = await readRow(task.taskId);
  expect([row.status, row.error_code, row.attempts]).toEqual(['failed', 'provider_unavailable', 4]);
  expect((await readLedger(id)).map(({ kind, amount }) => [kind, amount])).toEqual([
    ['grant', 100],
    ['charge', -4],
    ['refund', 4],
  ]);
  await database.end();
});

test('an expired lease is taken back: claimable again, or failed and refunded when no attempt is left', async () => {
  const database = sql();
  const { id } = await newUser();
  const expire = (taskId: string) =>
    database`update public.tasks set lease_expires_at = clock_timestamp() where id = ${taskId}`;
  const reap = async () => {
    const { reaped, failed } = z
      .object({ reaped: z.number(), failed: z.number() })
      .parse(must(await admin().rpc('sweep_tasks')));
    return { reaped, failed };
  };
  const task = await held(id, { limits: { retryDelaysSeconds: [5] } });
  await expire(task.taskId);
  expect(await reap()).toEqual({ reaped: 1, failed: 0 });
  const [again] = await claimOf(id);
  expect([again?.taskId, again?.attempt]).toEqual([task.taskId, 2]);
  await expire(task.taskId);
  expect(await reap()).toEqual({ reaped: 1, failed: 1 });
  const row = await readRow(task.taskId);
  expect([row.status, row.error_code, await readCredits(id)]).toEqual(['failed', 'lease_expired', 100]);
  await database.end();
});

test('a lease that ran out can finish nothing, even when nobody has taken the task yet', async () => {
  const database = sql();
  const { id } = await newUser();
  const task = await held(id);
  await database`update public.tasks set lease_expires_at = clock_timestamp() where id = ${task.taskId}`;
  expect((await complete(task)).data).toBe(false);
  expect((await fail(task, false)).data).toBe('lost');
  expect(await heartbeat(task)).toBe(false);
  expect((await readRow(task.taskId)).status).toBe('processing');
  await database`update public.tasks set run_after = clock_timestamp() where id = ${task.taskId}`;
  await database.end();
});

test('time alone changes nothing that a card shows: a retry that is due and waits for a place looks as before', async () => {
  const { id, client } = await newUser();
  const { claimed } = await accepted(id, { count: 4, limits: { retryDelaysSeconds: [1] } });
  const [task] = claimed;
  if (!task) throw new Error('not claimed');
  await fail(task, true);
  await held(id);
  const read = async () =>
    must(await client.from('task_details').select().eq('task_id', task.taskId).single());
  const before = await read();
  expect([before.status, before.queue_position]).toEqual(['queued', null]);
  while ((await secondsUntilDue(task.taskId)) > 0);
  expect(await claimOf(id)).toEqual([]);
  expect(await read()).toEqual(before);
});

test('a deleted picture comes back within 60 s and not later; only then are its bytes to be removed', async () => {
  const database = sql();
  const { id } = await newUser();
  const task = await held(id);
  await complete(task);
  const image = { p_user_id: id, p_image_id: task.taskId };
  const remove = async () => expect((await admin().rpc('delete_image', image)).error).toBeNull();
  const restore = async () => (await admin().rpc('restore_image', image)).error?.code;
  const age = async (seconds: number) => {
    await database`update public.generated_images set deleted_at = deleted_at - make_interval(secs => ${seconds})
                    where task_id = ${task.taskId}`;
    await database`update private.object_purges set due_at = due_at - make_interval(secs => ${seconds})
                    where task_id = ${task.taskId}`;
  };
  const purgeable = async () => (await takePurges()).map(({ taskId }) => taskId);
  await remove();
  await age(50);
  expect(await purgeable()).not.toContain(task.taskId);
  await admin().rpc('mark_purged', { p_task_ids: [task.taskId] });
  expect(await restore()).toBeUndefined();
  await remove();
  await age(62);
  expect(await restore()).toBe('PT404');
  expect(await purgeable()).toContain(task.taskId);
  await admin().rpc('mark_purged', { p_task_ids: [task.taskId] });
  expect(await purgeable()).not.toContain(task.taskId);
  expect((await readRow(task.taskId)).status).toBe('completed');
  await database.end();
});

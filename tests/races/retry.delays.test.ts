import { expect, test } from 'vitest';
import {
  admin,
  claim,
  complete,
  fail,
  held,
  must,
  newUser,
  readCredits,
  readLedger,
  readRow,
  secondsUntilDue,
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
    return must(await admin().rpc('reap_expired_leases', {}));
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
  expect((await readRow(task.taskId)).status).toBe('processing');
  await database`update public.tasks set run_after = clock_timestamp() where id = ${task.taskId}`;
  await database.end();
});

import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { performCall } from '@/tests/model/perform-call';
import { copyDatabase } from '@/tests/support/copy-database';
import { createGenerationIn } from '@/tests/support/create-generation';

let sql: postgres.Sql;
beforeEach(async () => {
  sql = postgres(await copyDatabase(), { max: 1 });
});
afterEach(() => sql.end());

/** A new account that queues pictures. */
async function newcomer(tasks: number): Promise<string> {
  const userId = randomUUID();
  await sql`insert into auth.users (id, email) values (${userId}, ${`${userId}@example.com`})`;
  for (let number = 0; number < tasks; number++)
    await createGenerationIn(sql, userId, { price: 0, limits: { maxRunning: 0 } });
  return userId;
}

/** One place in all: claims a task, completes it, and says whose it was. */
async function serveOne(): Promise<string> {
  const answer = await performCall(sql, { name: 'claim', limit: 1 });
  const [task] = 'claimed' in answer ? answer.claimed : [];
  if (!task) throw new Error('nothing was claimed');
  await performCall(sql, { name: 'complete', taskId: task.taskId, leaseToken: task.leaseToken });
  const [row] = await sql`select user_id from public.tasks where id = ${task.taskId}`;
  return row?.user_id;
}

test('with fewer places than users with a backlog they take turns, and who comes later does not wait for the backlog', async () => {
  const early = [await newcomer(5), await newcomer(5), await newcomer(5)];
  const first = [await serveOne(), await serveOne(), await serveOne()];
  expect(new Set(first)).toEqual(new Set(early));
  const late = await newcomer(2);
  expect(await serveOne()).toBe(late);
  const next = [await serveOne(), await serveOne(), await serveOne(), await serveOne()];
  expect(next).toEqual([...first, late]);
});

test('a retry that is due goes before what its user queued later', async () => {
  const userId = await newcomer(3);
  const answer = await performCall(sql, { name: 'claim', limit: 1 });
  const [task] = 'claimed' in answer ? answer.claimed : [];
  if (!task) throw new Error('nothing was claimed');
  await sql`select public.fail_task(${task.taskId}, ${task.leaseToken}, 'provider_unavailable', true)`;
  await sql`update public.tasks set run_after = clock_timestamp() where id = ${task.taskId}`;
  expect(await serveOne()).toBe(userId);
  const [retried] = await sql`select status from public.tasks where id = ${task.taskId}`;
  expect(retried).toEqual({ status: 'completed' });
});

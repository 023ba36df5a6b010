import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  admin,
  claim,
  complete,
  fail,
  held,
  lease,
  must,
  newUser,
  readRow,
  type TestUser,
  takePurges,
} from '@/tests/support/database';
import { sql } from '@/tests/support/sql';

const database = sql();
afterAll(() => database.end());

const sweptSchema = z.object({ swept: z.boolean(), skipped: z.number() });

const sweep = async (intervalSeconds = 0) =>
  must(await admin().rpc('sweep_tasks', { p_interval_seconds: intervalSeconds }));
const expire = (taskId: string) =>
  database`update public.tasks set lease_expires_at = clock_timestamp() where id = ${taskId}`;
const cancel = (user: TestUser, taskId: string) =>
  admin().rpc('cancel_task', { p_user_id: user.id, p_task_id: taskId });

async function plannedPurge(taskId: string): Promise<number | undefined> {
  const [row] = await database<{ seconds: number }[]>`
    select extract(epoch from due_at - clock_timestamp())::float8 as seconds from private.object_purges where task_id = ${taskId}`;
  return row?.seconds;
}

async function fencedWrites(taskId: string): Promise<number> {
  return (await database`select from private.fenced_writes where task_id = ${taskId}`).length;
}

test('with an interval, one sweep of many at the same moment does the work, and the next only after it', async () => {
  const expired = async () => {
    const task = await held((await newUser()).id);
    await expire(task.taskId);
    return async () => (await readRow(task.taskId)).status;
  };
  const swept = (answer: unknown) => sweptSchema.parse(answer).swept;
  await database`update private.installation set swept_at = clock_timestamp() - interval '15 seconds'`;
  const first = await expired();
  const answers = await Promise.all(Array.from({ length: 8 }, () => sweep(15)));
  expect(answers.filter(swept)).toHaveLength(1);
  expect(await first()).toBe('queued');

  const second = await expired();
  expect(swept(await sweep(15))).toBe(false);
  expect(await second()).toBe('processing');
  await database`update private.installation set swept_at = swept_at - interval '15 seconds'`;
  expect(swept(await sweep(15))).toBe(true);
  expect(await second()).toBe('queued');
});

test('a user who is busy at this moment is left for the next sweep, which is told so', async () => {
  const user = await newUser();
  const task = await held(user.id);
  await expire(task.taskId);
  await database.begin(async (transaction) => {
    await transaction`select from public.profiles where user_id = ${user.id} for update`;
    expect(sweptSchema.parse(await sweep()).skipped).toBe(1);
    expect((await readRow(task.taskId)).status).toBe('processing');
  });
  expect(sweptSchema.parse(await sweep()).skipped).toBe(0);
  expect((await readRow(task.taskId)).status).toBe('queued');
});

test('what a failed or canceled attempt may have stored is planned for removal, and never before its lease is over', async () => {
  const user = await newUser();
  const [failed, canceled, completed] = [await held(user.id), await held(user.id), await held(user.id)];
  await fail(failed, false);
  await cancel(user, canceled.taskId);
  await complete(completed);
  expect(await plannedPurge(failed.taskId)).toBeGreaterThan(55);
  expect(await plannedPurge(canceled.taskId)).toBeGreaterThan(55);
  expect(await plannedPurge(completed.taskId)).toBeUndefined();
  const patient = await held(user.id, { limits: { leaseSeconds: 600 } });
  await cancel(user, patient.taskId);
  expect(await plannedPurge(patient.taskId)).toBeGreaterThan(590);
});

test('a write that comes after its lease changes nothing, is counted, and plans the removal of what it left', async () => {
  const user = await newUser();
  const task = await held(user.id);
  await cancel(user, task.taskId);
  await database`delete from private.object_purges`;
  const before = await readRow(task.taskId);
  expect((await complete(task)).data).toBe(false);
  expect((await admin().rpc('release_task', lease(task))).data).toBe(false);
  expect(await readRow(task.taskId)).toEqual(before);
  expect(await fencedWrites(task.taskId)).toBe(2);
  expect(await plannedPurge(task.taskId)).toBeGreaterThan(55);
});

test('a late write of a task that is open or completed elsewhere plans no removal: its bytes are in use', async () => {
  const user = await newUser();
  const task = await held(user.id);
  await expire(task.taskId);
  await sweep();
  expect((await complete(task)).data).toBe(false);
  const [again] = (await claim()).tasks.filter(({ taskId }) => taskId === task.taskId);
  if (!again) throw new Error('not claimed');
  expect((await complete(again)).data).toBe(true);
  expect((await complete(task)).data).toBe(false);
  expect(await fencedWrites(task.taskId)).toBe(2);
  expect(await plannedPurge(task.taskId)).toBeUndefined();
});

test('the objects of a deleted account are planned for removal', async () => {
  const user = await newUser();
  const task = await held(user.id);
  await complete(task);
  await database`delete from auth.users where id = ${user.id}`;
  const due = await takePurges();
  expect(due).not.toContainEqual({ userId: user.id, taskId: task.taskId });
  await database`update private.object_purges set due_at = clock_timestamp() where task_id = ${task.taskId}`;
  expect(await takePurges()).toContainEqual({
    userId: user.id,
    taskId: task.taskId,
  });
  await admin().rpc('mark_purged', { p_task_ids: [task.taskId] });
  expect(await plannedPurge(task.taskId)).toBeUndefined();
});

test('an attempt knows since when it was due: a retry since its time, a rescue since the sweep', async () => {
  const user = await newUser();
  const task = await held(user.id, { limits: { retryDelaysSeconds: [1, 1] } });
  await fail(task, true);
  const failedAgo = "clock_timestamp() - interval '4 seconds'";
  await database`update public.task_attempts set started_at = ${database.unsafe(failedAgo)}, due_at = ${database.unsafe(failedAgo)},
                        ended_at = ${database.unsafe(failedAgo)} where task_id = ${task.taskId}`;
  await database`update public.tasks set run_after = ${database.unsafe(failedAgo)} + interval '1 second' where id = ${task.taskId}`;
  await claim();
  await expire(task.taskId);
  await sweep();
  await claim();
  const waits = await database<{ seconds: number }[]>`
    select extract(epoch from started_at - due_at)::float8 as seconds from public.task_attempts
     where task_id = ${task.taskId} order by attempt`;
  expect(waits).toHaveLength(3);
  const [first = 9, retried = 0, rescued = 9] = waits.map(({ seconds }) => seconds);
  expect(first).toBeLessThan(1);
  expect(retried).toBeGreaterThanOrEqual(3);
  expect(retried).toBeLessThan(4);
  expect(rescued).toBeLessThan(1);
});

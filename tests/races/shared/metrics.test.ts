import { afterAll, beforeAll, expect, test } from 'vitest';
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
  readCredits,
} from '@/tests/support/database';
import { sql } from '@/tests/support/sql';

const database = sql();
// What other files have left behind ends in its own time, not in a sweep of these tests.
beforeAll(
  () =>
    database`update public.tasks set lease_expires_at = clock_timestamp() + interval '1 hour' where status = 'processing'`,
);
afterAll(() => database.end());

const figuresSchema = z.object({
  ledgerDrift: z.number(),
  totals: z.array(
    z.object({
      name: z.string(),
      labels: z.record(z.string(), z.string()),
      count: z.number(),
      sum: z.number(),
      buckets: z.record(z.string(), z.number()),
    }),
  ),
});
const read = async () => figuresSchema.parse(must(await admin().rpc('read_metrics')));

/** How often each thing was counted, under its name and, for attempts and tasks, how they ended. */
async function counts(): Promise<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const { name, labels, count } of (await read()).totals) {
    const key = [name, labels.outcome ?? labels.status, labels.error_code].filter(Boolean).join(' ');
    counted[key] = (counted[key] ?? 0) + count;
  }
  return counted;
}

/** What was counted while something was done. */
async function counted(during: () => Promise<void>): Promise<Record<string, number>> {
  const before = await counts();
  await during();
  const rises = Object.entries(await counts()).map(([key, count]) => [key, count - (before[key] ?? 0)]);
  return Object.fromEntries(rises.filter(([, rise]) => rise !== 0));
}

const expire = (taskId: string) =>
  database`update public.tasks set lease_expires_at = clock_timestamp() where id = ${taskId}`;

test('every end of an attempt is counted once: completed, failed, retried, rescued, released, canceled, refused as late', async () => {
  const user = await newUser();
  const limits = { maxRunning: 10 };
  const rises = await counted(async () => {
    await complete(await held(user.id, { limits }));
    await fail(await held(user.id, { limits }), false);
    await fail(await held(user.id, { limits }), true);
    const released = await held(user.id, { limits });
    await admin().rpc('release_task', lease(released));
    await admin().rpc('cancel_task', { p_user_id: user.id, p_task_id: released.taskId });
    const silent = await held(user.id, { limits });
    await expire(silent.taskId);
    must(await admin().rpc('sweep_tasks', { p_interval_seconds: 0 }));
    expect((await complete(silent)).data).toBe(false);
    const again = (await claim(100, 10)).tasks.find(({ taskId }) => taskId === silent.taskId);
    if (!again) throw new Error('not claimed');
    await complete(again);
  });
  expect(rises).toEqual({
    'attempts completed': 2,
    'attempts failed provider_unavailable': 2,
    'attempts released': 1,
    'attempts expired lease_expired': 1,
    attempt_duration: 4,
    claim_wait: 6,
    'tasks_finished completed': 2,
    'tasks_finished failed provider_unavailable': 1,
    'tasks_finished canceled': 1,
    retries: 1,
    refunds: 2,
    fenced_writes: 1,
  });
});

test('readers and sweeps at the same moment count everything once, and no counter falls meanwhile', async () => {
  const users = await Promise.all(Array.from({ length: 4 }, () => newUser()));
  let working = true;
  const readAllTheTime = async () => {
    const seen: number[] = [];
    while (working) {
      must(await admin().rpc('sweep_tasks', { p_interval_seconds: 0 }));
      seen.push((await counts())['tasks_finished completed'] ?? 0);
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
  };
  const rises = await counted(async () => {
    const readers = Promise.all([readAllTheTime(), readAllTheTime(), readAllTheTime()]);
    await Promise.all(
      users.map(async ({ id }) => {
        for (let task = 0; task < 10; task++) await complete(await held(id));
      }),
    );
    working = false;
    await readers;
  });
  expect(rises['tasks_finished completed']).toBe(40);
  expect(rises['attempts completed']).toBe(40);
});

test('a deleted account takes nothing from the counters, and leaves no drift', async () => {
  const user = await newUser();
  await complete(await held(user.id));
  await fail(await held(user.id), false);
  expect(
    await counted(async () => void (await database`delete from auth.users where id = ${user.id}`)),
  ).toEqual({});
  expect((await read()).ledgerDrift).toBe(0);
});

test('a balance that its ledger does not explain is seen, in credits and in either direction', async () => {
  const [rich, poor] = [await newUser(), await newUser()];
  const audit = () => database`update private.ledger_audit set audited_at = '-infinity'`;
  const give = (id: string, credits: number) =>
    database`update public.profiles set credits = credits + ${credits} where user_id = ${id}`;
  const before = await readCredits(rich.id);
  await give(rich.id, 7);
  await give(poor.id, -3);
  await audit();
  expect((await read()).ledgerDrift).toBe(10);
  await give(rich.id, -7);
  await give(poor.id, 3);
  await audit();
  expect((await read()).ledgerDrift).toBe(0);
  expect(await readCredits(rich.id)).toBe(before);
});

test('a duration falls into the bucket of the first bound that it does not exceed', async () => {
  const buckets = async () =>
    (await read()).totals.find(
      ({ name, labels }) => name === 'attempt_duration' && labels.provider === 'test',
    )?.buckets ?? {};
  const before = await buckets();
  for (const [seconds, bucket] of [
    [10, 6],
    [10.001, 7],
    [9999, 16],
  ] as const) {
    const task = await held((await newUser()).id);
    await complete(task);
    await database`update public.task_attempts set ended_at = null, outcome = null, started_at = now() - ${seconds} * interval '1 second'
                    where task_id = ${task.taskId}`;
    await database`update public.task_attempts set ended_at = now(), outcome = 'completed', started_at = now() - ${seconds} * interval '1 second'
                    where task_id = ${task.taskId}`;
    expect((await buckets())[bucket]).toBe((before[bucket] ?? 0) + 1);
  }
});

import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '@/tests/model/call';
import { moveClock } from '@/tests/model/move-clock';
import { copyDatabase } from '@/tests/support/copy-database';
import { createGenerationIn } from '@/tests/support/create-generation';

const HOUR = 3600;

let sql: Sql;
beforeEach(async () => {
  sql = postgres(await copyDatabase(), { max: 1, onnotice: () => undefined });
});
afterEach(() => sql.end());

async function newUser(): Promise<string> {
  const id = randomUUID();
  await sql`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
  return id;
}

async function queue(userId: string, { count = 1, running = 0, rate = 100 } = {}): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  const limits = { ...LIMITS, maxRunning: running, ratePerMinute: rate, retryDelaysSeconds: [30, 30] };
  await createGenerationIn(sql, userId, { taskIds: ids, limits });
  return ids;
}

interface Claimed {
  taskId: string;
  userId: string;
  leaseToken: string;
}
async function claim(limit = 8): Promise<Claimed[]> {
  const [row] =
    await sql`select public.claim_tasks(${sql.json({ pictures: limit, quick: limit })}, '{image,title}', 4) as answer`;
  return row?.answer.tasks;
}
const complete = ({ taskId, leaseToken }: Claimed) =>
  sql`select public.complete_image(${taskId}, ${leaseToken}, '{"objectKey": "a", "thumbKey": "b"}')`;
const sweep = async (interval = 0) =>
  (await sql`select public.sweep_tasks(${interval}) as answer`)[0]?.answer;

const secondsTo = async (column: string, taskId: string): Promise<number> => {
  const [row] = await sql.unsafe(
    `select extract(epoch from ${column} - clock_timestamp())::float8 as seconds from public.tasks where id = $1`,
    [taskId],
  );
  return row?.seconds;
};

describe('after a clock that was an hour fast is put right', () => {
  test('who was served meanwhile is served as before', async () => {
    const userId = await newUser();
    await queue(userId, { count: 2 });
    const [first] = await claim(1);
    await complete(first as Claimed);
    await moveClock(sql, -HOUR);
    await sql`update public.tasks set run_after = clock_timestamp() where status = 'queued'`;
    expect(await claim()).toHaveLength(1);
  });

  test('turns go on where they were', async () => {
    const users = [await newUser(), await newUser()];
    for (const userId of users) await queue(userId, { count: 3 });
    const serve = async () => {
      const [task] = await claim(1);
      await complete(task as Claimed);
      return task?.userId;
    };
    const before = [await serve()];
    await moveClock(sql, -HOUR);
    expect([...before, await serve(), await serve(), await serve()]).toEqual([
      users[0],
      users[1],
      users[0],
      users[1],
    ]);
  });

  test('what was queued meanwhile is due at once, in its order', async () => {
    const userId = await newUser();
    const ids = [...(await queue(userId, { count: 2 })), ...(await queue(userId, { count: 2 }))];
    await moveClock(sql, -HOUR);
    expect((await claim()).map(({ taskId }) => taskId)).toEqual(ids);
  });

  test('also behind what others queue now, from the next sweep on', async () => {
    const userId = await newUser();
    const [old] = await queue(userId);
    await moveClock(sql, -HOUR);
    await sweep();
    expect(await secondsTo('run_after', old ?? '')).toBeLessThanOrEqual(0);
  });

  test('a retry waits as long as it was meant to', async () => {
    const userId = await newUser();
    const [taskId = ''] = await queue(userId);
    const [task] = await claim();
    await sql`select public.fail_task(${taskId}, ${task?.leaseToken ?? ''}, 'provider_unavailable', true)`;
    await moveClock(sql, -HOUR);
    await sweep();
    await sweep();
    const left = await secondsTo('run_after', taskId);
    expect(left).toBeGreaterThan(28);
    expect(left).toBeLessThanOrEqual(30);
  });

  test('a process that died meanwhile is noticed after one lease', async () => {
    const userId = await newUser();
    const [taskId = ''] = await queue(userId, { running: 1 });
    await moveClock(sql, -HOUR);
    await sweep();
    expect(await secondsTo('lease_expires_at', taskId)).toBeLessThanOrEqual(LIMITS.leaseSeconds);
    await moveClock(sql, LIMITS.leaseSeconds);
    expect(await sweep()).toMatchObject({ reaped: 1 });
  });

  test('a sweep is due', async () => {
    await sweep(15);
    expect(await sweep(15)).toMatchObject({ swept: false });
    await moveClock(sql, -HOUR);
    expect(await sweep(15)).toMatchObject({ swept: true });
  });

  test('nobody has reached a limit by what was accepted meanwhile', async () => {
    const userId = await newUser();
    await queue(userId, { rate: 1 });
    await expect(queue(userId, { rate: 1 })).rejects.toMatchObject({ code: 'PT429' });
    await moveClock(sql, -HOUR);
    await queue(userId, { rate: 1 });
  });

  test('nothing waits longer for its removal than an unused upload', async () => {
    await sql`insert into private.object_purges values (gen_random_uuid(), gen_random_uuid(), clock_timestamp() + interval '30 days')`;
    await sweep();
    const [row] =
      await sql`select due_at <= clock_timestamp() + interval '24 hours' as soon from private.object_purges`;
    expect(row?.soon).toBe(true);
  });
});

test('when a clock that was an hour slow is put right, what ran is taken back once and ends', async () => {
  const userId = await newUser();
  await queue(userId, { count: 4, running: 4 });
  await moveClock(sql, HOUR);
  expect(await sweep()).toMatchObject({ reaped: 4, failed: 0 });
  const claimed = await claim();
  expect(claimed).toHaveLength(4);
  for (const task of claimed) await complete(task);
  const [row] = await sql`select count(*)::integer as count from public.tasks where status = 'completed'`;
  expect(row?.count).toBe(4);
});

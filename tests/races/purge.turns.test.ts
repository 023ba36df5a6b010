import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { copyDatabase } from '@/tests/support/copy-database';

let sql: postgres.Sql;
beforeAll(async () => {
  sql = postgres(await copyDatabase(), { max: 6, onnotice: () => undefined });
});
afterAll(() => sql.end());
beforeEach(async () => {
  await sql`truncate private.object_purges`;
  await sql`update private.housekeeping set done_at = '-infinity'`;
});

async function plan(count: number, dueIn = '0 seconds'): Promise<string[]> {
  const rows = await sql`
    insert into private.object_purges (task_id, user_id, due_at)
    select gen_random_uuid(), ${randomUUID()}, clock_timestamp() + ${dueIn}::interval + n * interval '1 microsecond'
      from generate_series(1, ${count}::integer) n returning task_id`;
  return rows.map(({ task_id }) => String(task_id));
}

async function take(limit = 100, intervalSeconds = 0): Promise<string[]> {
  const rows = await sql`select taken ->> 'taskId' as task_id
    from jsonb_array_elements(public.take_due_purges(${limit}, ${intervalSeconds})) as taken`;
  return rows.map(({ task_id }) => String(task_id)).sort();
}

const mark = (ids: string[]) => sql`select public.mark_purged(${ids}::uuid[])`;

/** Lets time pass for what is planned. */
const pass = (interval: string) =>
  sql`update private.object_purges set due_at = due_at - ${interval}::interval, retry_at = retry_at - ${interval}::interval`;

test('pg_cron that sweeps all the time takes no turn from the removal of objects', async () => {
  const ids = await plan(3);
  for (let seconds = 0; seconds < 3; seconds++) {
    await sql`select public.sweep_tasks()`;
    await sql`select public.clean_up()`;
  }
  expect(await take(100, 15)).toEqual(ids.sort());
  await plan(1);
  expect(await take(100, 15)).toEqual([]);
  await sql`update private.housekeeping set done_at = done_at - interval '15 seconds'`;
  expect(await take(100, 15)).toHaveLength(1);
});

test('processes that remove at the same moment remove different ones, and within an interval only one does', async () => {
  await plan(200);
  const taken = (await Promise.all(Array.from({ length: 5 }, () => take(40)))).flat();
  expect(taken).toHaveLength(200);
  expect(new Set(taken).size).toBe(200);
  await sql`truncate private.object_purges`;
  await sql`update private.housekeeping set done_at = '-infinity'`;
  await plan(100);
  const turns = await Promise.all(Array.from({ length: 5 }, () => take(10, 15)));
  expect(turns.filter((ids) => ids.length > 0)).toHaveLength(1);
});

test('what can not be removed comes again ever later, and the others go meanwhile', async () => {
  const stuck = (await plan(5)).sort();
  const others = (await plan(10)).sort();
  expect(await take(5)).toEqual(stuck);
  const second = await take(5);
  expect(others).toEqual(expect.arrayContaining(second));
  await mark(second);
  await mark(await take(5));
  expect(await take(5)).toEqual([]);
  const waits: number[] = [];
  for (let attempt = 0; attempt < 12; attempt++) {
    await pass('1 day');
    expect(await take(5)).toEqual(stuck);
    const [row] = await sql`
      select max(extract(epoch from retry_at - clock_timestamp()) / 60)::float8 as minutes from private.object_purges`;
    waits.push(Number(row?.minutes));
  }
  expect(waits[0]).toBeLessThan(1);
  expect(Math.max(...waits)).toBeLessThanOrEqual(24 * 60);
  expect(waits.at(-1)).toBeGreaterThan(8 * 60);
});

test('a process that dies before it marks leaves nothing for ever, and what was planned anew meanwhile is not marked', async () => {
  const [id = ''] = await plan(1);
  expect(await take()).toEqual([id]);
  expect(await take()).toEqual([]);
  await pass('4 minutes');
  expect(await take()).toEqual([id]);
  await sql`select private.plan_purge(${randomUUID()}, ${id}, 0)`;
  await mark([id]);
  expect(await sql`select from private.object_purges where task_id = ${id}`).toHaveLength(1);
  await pass('62 seconds');
  await mark(await take());
  expect(await sql`select from private.object_purges where task_id = ${id}`).toHaveLength(0);
});

test('a clock that was wrong for a while holds up neither the turns nor what was planned then', async () => {
  await sql`update private.housekeeping set done_at = clock_timestamp() + interval '1 year'`;
  const ids = (await plan(2)).sort();
  expect(await take(100, 15)).toEqual(ids);
  await mark(ids);
  const later = (await plan(1, '1 year')).sort();
  await sql`select public.clean_up(15)`;
  await pass('2 days');
  expect(await take()).toEqual(later);
});

test('with 100,000 planned ones taking, looking for work and the metrics stay quick', async () => {
  await plan(100_000);
  await plan(100_000, '1 hour');
  await sql`analyze private.object_purges`;
  const timed = async (work: () => Promise<unknown>) => {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  };
  const plans = await sql`
    explain select task_id from private.object_purges
     where coalesce(retry_at, due_at) <= clock_timestamp() order by coalesce(retry_at, due_at) limit 100 for update skip locked`;
  expect(JSON.stringify(plans)).toContain('object_purges_next');
  const times = [];
  for (let round = 0; round < 5; round++) times.push(await timed(() => take()));
  times.sort((a, b) => a - b);
  expect(times[2]).toBeLessThan(100);
  expect(await timed(() => sql`select private.work_is_due()`)).toBeLessThan(100);
  expect(await timed(() => sql`select public.clean_up()`)).toBeLessThan(1000);
});

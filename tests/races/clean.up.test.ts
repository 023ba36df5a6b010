import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyDatabase } from '@/tests/support/copy-database';
import { createGenerationIn } from '@/tests/support/create-generation';
import { seedPictures } from '@/tests/support/seed-pictures';

let sql: postgres.Sql;
beforeEach(async () => {
  sql = postgres(await copyDatabase(), { max: 4, onnotice: () => undefined });
});
afterEach(() => sql.end());

const cleanUp = async (intervalSeconds = 0) => {
  const [row] = await sql`select public.clean_up(${intervalSeconds}) as done`;
  return row?.done as { more: boolean; faults: { step: string }[] };
};

const count = async (table: string) => {
  const [row] = await sql.unsafe(`select count(*)::int as count from ${table}`);
  return Number(row?.count);
};

async function newUser(): Promise<string> {
  const userId = randomUUID();
  await sql`insert into auth.users (id, email) values (${userId}, ${`${userId}@example.com`})`;
  return userId;
}

test('refused late writes, whole allowances and folded events do not pile up; younger ones stay', async () => {
  await sql`insert into private.fenced_writes (task_id, at)
            select gen_random_uuid(), clock_timestamp() - n * interval '1 minute' from generate_series(0, 11999) n`;
  await sql`insert into private.throttles (key, whole_at)
            select 'k' || n, clock_timestamp() - make_interval(mins => n - 1) from generate_series(0, 50) n`;
  await sql`insert into private.throttles (key, whole_at) values ('clock', clock_timestamp() + interval '1 year')`;
  while ((await cleanUp()).more);
  expect(await count('private.fenced_writes')).toBe(24 * 60);
  expect(await sql`select key from private.throttles order by key`).toEqual([{ key: 'k0' }, { key: 'k1' }]);
  expect(await count('private.metric_events')).toBe(0);
});

test('a request older than a day stands in short with its first task: the same ids get the same first answer, others a conflict', async () => {
  const userId = await newUser();
  const limits = { maxRunning: 4, ratePerMinute: 100, leaseSeconds: 45, retryDelaysSeconds: [5] };
  const ids = [randomUUID(), randomUUID()];
  const create = (taskIds: string[], prompt: string) =>
    createGenerationIn(sql, userId, {
      taskIds,
      prompt,
      request: { prompt, words: 'x'.repeat(2000) },
      limits,
    });
  const retry = async (newId: string, taskId: string) => {
    const [row] =
      await sql`select public.create_retry(${userId}, ${taskId}, ${newId}, 1, ${sql.json(limits)}) as answer`;
    return row?.answer;
  };
  const { claimed: _, ...first } = await create(ids, 'a kite');
  await sql`select public.cancel_task(${userId}, ${ids[0] ?? ''})`;
  const newId = randomUUID();
  const { claimed: __, ...tried } = await retry(newId, ids[0] ?? '');
  const gone = randomUUID();
  await create([gone], 'gone');
  await sql`delete from public.tasks where id = ${gone}`;
  const recent = randomUUID();
  await create([recent], 'recent');
  await sql`update public.generation_requests set created_at = created_at - interval '1 day' where task_id <> ${recent}`;
  await cleanUp();

  expect(await sql`select task_id from public.generation_requests`).toEqual([{ task_id: recent }]);
  const [kept] = await sql`select max(pg_column_size(accepted)) as bytes from public.tasks`;
  expect(kept?.bytes).toBeLessThan(800);
  const balance = await sql`select credits from public.profiles where user_id = ${userId}`;
  expect(await create(ids, 'a kite')).toEqual({ ...first, claimed: [] });
  expect(await retry(newId, ids[0] ?? '')).toEqual({ ...tried, claimed: [] });
  for (const other of [
    () => create(ids, 'another'),
    () => create(ids.toReversed(), 'a kite'),
    () => create(ids.slice(0, 1), 'a kite'),
    () => retry(newId, ids[1] ?? ''),
  ])
    await expect(other()).rejects.toMatchObject({ code: 'PT409' });
  expect(await sql`select credits from public.profiles where user_id = ${userId}`).toEqual(balance);
});

test('a step that fails is told and keeps neither the others nor the sweep from their work', async () => {
  await sql`insert into private.fenced_writes (task_id, at) values (gen_random_uuid(), clock_timestamp() - interval '1 year')`;
  await sql`create or replace function private.fold_metrics() returns void language plpgsql as 'begin raise ''broken''; end'`;
  await sql`create or replace function private.clean_requests() returns boolean language plpgsql as 'begin raise ''broken''; end'`;
  expect((await cleanUp()).faults.map(({ step }) => step)).toEqual(['requests', 'metrics']);
  expect(await count('private.fenced_writes')).toBe(0);
  await expect(sql`select public.sweep_tasks()`).resolves.toHaveLength(1);
});

test('of many processes one cleans up within an interval', async () => {
  await sql`insert into private.fenced_writes (task_id, at) values (gen_random_uuid(), clock_timestamp() - interval '1 year')`;
  await Promise.all(Array.from({ length: 4 }, () => cleanUp(15)));
  expect(await count('private.fenced_writes')).toBe(0);
  await sql`insert into private.fenced_writes (task_id, at) values (gen_random_uuid(), clock_timestamp() - interval '1 year')`;
  await cleanUp(15);
  expect(await count('private.fenced_writes')).toBe(1);
});

test('a topic of 40,000 pictures is hidden at once and goes in parts of less than 2 s, while its user can do other things', async () => {
  const userId = await newUser();
  await seedPictures(sql, userId, 40_000, { topics: [{ title: 'Herons', batches: 10_000 }] });
  const [topic] = await sql`select id from public.topics where user_id = ${userId}`;
  const topicId = String(topic?.id);
  const seen = () =>
    sql.begin(async (mine) => {
      await mine`select set_config('request.jwt.claim.sub', ${userId}, true)`;
      await mine`set local role authenticated`;
      return mine`select from public.topics`;
    });
  expect(await seen()).toHaveLength(1);
  const times: number[] = [];
  const timed = async <T>(work: PromiseLike<T>) => {
    const startedAt = performance.now();
    const result = await work;
    times.push(performance.now() - startedAt);
    return result;
  };
  await timed(sql`select public.delete_topic(${userId}, ${topicId})`.execute());
  expect(await seen()).toHaveLength(0);
  expect(await count('public.generated_images')).toBeGreaterThan(30_000);
  for (const call of [
    () => sql`select public.delete_topic(${userId}, ${topicId})`,
    () => sql`select public.rename_topic(${userId}, ${topicId}, 'x')`,
    () => createGenerationIn(sql, userId, { price: 0, topicId }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'PT404' });
  for (let done = false; !done; ) {
    const [row] = await timed(
      sql`select public.clear_deleted_topic(${userId}, ${topicId}) as done`.execute(),
    );
    done = row?.done === true;
  }
  expect(Math.max(...times)).toBeLessThan(2000);
  expect(await count('private.object_purges')).toBe(40_000);
  for (const table of ['topics', 'batches', 'tasks', 'generated_images'])
    expect(await count(`public.${table}`), table).toBe(0);
});

test('a deletion whose process died goes on with the next clean-up, and not while its user is busy', async () => {
  const userId = await newUser();
  await seedPictures(sql, userId, 5000, { topics: [{ title: 'Herons', batches: 1000 }] });
  const [topic] = await sql`select id from public.topics where user_id = ${userId}`;
  await sql`select public.delete_topic(${userId}, ${String(topic?.id)})`;
  expect(await count('public.tasks')).toBe(3000);
  await sql.begin(async (busy) => {
    await busy`select from public.profiles where user_id = ${userId} for update`;
    expect(await cleanUp()).toEqual({ more: false, faults: [] });
  });
  while ((await cleanUp()).more);
  expect(await count('public.topics')).toBe(0);
  // The batches that were in no topic are still there.
  expect(await count('public.tasks')).toBe(1000);
});

import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { copyDatabase } from '@/tests/support/copy-database';
import { createGenerationIn } from '@/tests/support/create-generation';

const CAP = 200;
const limits = { maxRunning: 100, ratePerMinute: 1000, leaseSeconds: 45, retryDelaysSeconds: [] };
const acceptedSchema = z.object({ taskIds: z.array(z.string()), batchId: z.string() });

let sql: postgres.Sql;
let userId: string;

beforeAll(async () => {
  sql = postgres(await copyDatabase(), { max: 6, onnotice: () => undefined });
});
afterAll(() => sql.end());
beforeEach(async () => {
  userId = randomUUID();
  await sql`insert into auth.users (id, email) values (${userId}, ${`${userId}@example.com`})`;
  await sql`update public.profiles set credits = 0 where user_id = ${userId}`;
});

async function upload(): Promise<string> {
  const id = randomUUID();
  await sql`select public.begin_upload(${userId}, ${id}, ${sql.json({ width: 8, height: 8, mimeType: 'image/webp' })})`;
  await sql`select public.finish_upload(${userId}, ${id})`;
  return id;
}

const uploads = (count: number) => Promise.all(Array.from({ length: count }, upload));

async function refer(
  referenceIds: string[],
  { count = 1, topicId }: { count?: number; topicId?: string } = {},
) {
  const taskIds = Array.from({ length: count }, () => randomUUID());
  const settings = { aspectRatio: '1:1', imageSize: '1K', referenceIds };
  return acceptedSchema.parse(
    await createGenerationIn(sql, userId, {
      taskIds,
      settings,
      price: 0,
      limits,
      ...(topicId && { topicId }),
    }),
  );
}

const cancel = (taskId: string) => sql`select public.cancel_task(${userId}, ${taskId})`;
const remove = (taskId: string) => sql`select public.delete_image(${userId}, ${taskId})`;
const restore = (taskId: string) => sql`select public.restore_image(${userId}, ${taskId})`;
const tryAgain = async (taskId: string) => {
  const newId = randomUUID();
  await sql`select public.create_retry(${userId}, ${taskId}, ${newId}, 1, ${sql.json(limits)})`;
  return newId;
};

async function complete(taskId: string) {
  const image = {
    objectKey: 'o',
    thumbKey: 't',
    mimeType: 'image/png',
    width: 8,
    height: 8,
    placeholder: '',
  };
  const [row] = await sql`
    select public.complete_image(id, lease_token, ${sql.json(image)}) as done from public.tasks where id = ${taskId}`;
  expect(row?.done).toBe(true);
}

/** In how many hours each upload is to be removed; null for those that are kept. */
async function planned(): Promise<(number | null)[]> {
  const rows = await sql`
    select round((extract(epoch from p.due_at - clock_timestamp()) / 3600)::numeric, 1)::float8 as hours
      from public.uploads u left join private.object_purges p on p.task_id = u.id
     where u.user_id = ${userId} order by u.created_at`;
  return rows.map(({ hours }) => hours as number | null);
}

const passTime = () =>
  sql`update private.object_purges set due_at = clock_timestamp(), retry_at = null where user_id = ${userId}`;

async function purge(): Promise<string[]> {
  const rows = await sql`select taken ->> 'taskId' as task_id
    from jsonb_array_elements(public.take_due_purges(1000)) as taken where taken ->> 'userId' = ${userId}`;
  const ids = rows.map(({ task_id }) => String(task_id));
  await sql`select public.mark_purged(${ids}::uuid[])`;
  return ids;
}

test('referring to 14 uploads and canceling, again and again, keeps no more than the cap of unused uploads', async () => {
  let refused = '';
  let made = 0;
  for (let round = 0; round < 20 && !refused; round++) {
    try {
      const ids = await uploads(14);
      made += ids.length;
      const { taskIds } = await refer(ids, { count: 2 });
      for (const taskId of taskIds) await cancel(taskId);
    } catch (error) {
      refused = error instanceof postgres.PostgresError ? error.code : String(error);
    }
  }
  expect(refused).toBe('PT429');
  expect(made).toBeLessThanOrEqual(CAP);
  const waits = await planned();
  expect(waits.length).toBeLessThanOrEqual(CAP);
  expect(new Set(waits)).toEqual(new Set([24]));
  await passTime();
  await purge();
  expect(await planned()).toEqual([]);
});

test('what open work kept past the cap is removed after ten minutes when it is canceled', async () => {
  const used = await uploads(28);
  const work = [await refer(used.slice(0, 14)), await refer(used.slice(14))];
  for (let made = 0; made < CAP; made += 20) await uploads(20);
  await expect(upload()).rejects.toMatchObject({ code: 'PT429' });
  for (const { taskIds } of work) for (const taskId of taskIds) await cancel(taskId);
  const waits = await planned();
  expect(waits.filter((hours) => hours === 24)).toHaveLength(CAP);
  expect(waits.filter((hours) => hours === 0.2)).toHaveLength(28);
});

test('a failed card can be tried again for a day and keeps its references then; after that it is told that they are gone', async () => {
  const [id = ''] = await uploads(1);
  const {
    taskIds: [taskId = ''],
  } = await refer([id]);
  const [lease] = await sql`select lease_token from public.tasks where id = ${taskId}`;
  expect(await planned()).toEqual([null]);
  await sql`select public.fail_task(${taskId}, ${lease?.lease_token}, 'safety_blocked', false)`;
  expect(await planned()).toEqual([24]);

  const again = await tryAgain(taskId);
  expect(await planned()).toEqual([null]);
  await passTime();
  expect(await purge()).not.toContain(id);
  await complete(again);
  expect(await planned()).toEqual([null]);
  await remove(again);
  expect(await planned()).toEqual([24]);

  await passTime();
  expect(await purge()).toContain(id);
  await expect(tryAgain(again)).rejects.toMatchObject({ code: 'PT404' });
});

test('of several pictures the last that is there keeps the references; one that comes back takes them again', async () => {
  const [id = ''] = await uploads(1);
  const first = await refer([id], { count: 2 });
  const second = await refer([id]);
  const [canceled = '', kept = ''] = first.taskIds;
  await cancel(canceled);
  await complete(kept);
  await cancel(second.taskIds[0] ?? '');
  expect(await planned()).toEqual([null]);
  await remove(kept);
  expect(await planned()).toEqual([24]);
  await restore(kept);
  expect(await planned()).toEqual([null]);
});

test('what a move leaves behind keeps nothing when only failed slots are left of it', async () => {
  const [id = ''] = await uploads(1);
  const { taskIds } = await refer([id], { count: 2 });
  const [failed = '', moved = ''] = taskIds;
  await cancel(failed);
  await complete(moved);
  const topicId = randomUUID();
  await sql`select public.create_topic(${userId}, ${topicId}, 'x')`;
  await sql`select public.move_images(${userId}, ${[moved]}::uuid[], ${topicId})`;
  expect(await planned()).toEqual([null]);
  await remove(moved);
  expect(await planned()).toEqual([24]);
});

test('the uploads of a deleted topic go with it', async () => {
  const topicId = randomUUID();
  await sql`select public.create_topic(${userId}, ${topicId}, 'x')`;
  const [id = ''] = await uploads(1);
  const {
    taskIds: [taskId = ''],
  } = await refer([id], { topicId });
  await complete(taskId);
  await sql`select public.delete_topic(${userId}, ${topicId})`;
  expect(await planned()).toEqual([0]);
});

const there = async (id: string) => (await sql`select from public.uploads where id = ${id}`).length === 1;

test('a generation that refers to what is just being taken for removal waits, and is refused', async () => {
  const [id = ''] = await uploads(1);
  await passTime();
  await sql`update private.object_purges set due_at = clock_timestamp() + interval '10 minutes' where task_id = ${id}`;
  const purger = await sql.reserve();
  await purger`begin`;
  // As if the clock were put forward in this moment: it is taken although it was not due a moment ago.
  await purger`update private.object_purges set due_at = clock_timestamp() where task_id = ${id}`;
  const taken = await purger`select taken ->> 'taskId' as task_id
    from jsonb_array_elements(public.take_due_purges(1000)) as taken`;
  expect(taken.map(({ task_id }) => task_id)).toContain(id);
  const created = refer([id]).then(
    () => 'accepted',
    (error: postgres.PostgresError) => error.code,
  );
  await expect
    .poll(
      () => sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
    .toHaveLength(1);
  await purger`commit`;
  purger.release();
  expect(await created).toBe('PT404');
  await sql`select public.mark_purged(${[id]}::uuid[])`;
  expect(await there(id)).toBe(false);
});

test('what a generation is just about to refer to is not taken for removal, though it comes due meanwhile', async () => {
  const [id = ''] = await uploads(1);
  await sql`update private.object_purges set due_at = clock_timestamp() + interval '1 second' where task_id = ${id}`;
  const creator = await sql.reserve();
  await creator`begin`;
  await creator`select private.take_references(${userId}, null, ${sql.json([id])})`;
  while (
    (await sql`select from private.object_purges where task_id = ${id} and due_at > clock_timestamp()`)
      .length > 0
  );
  expect(await purge()).not.toContain(id);
  await creator`commit`;
  creator.release();
  expect(await purge()).toContain(id);
});

import { randomUUID } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { listEntries } from '@/lib/credits/credits';
import { writeManifest } from '@/lib/downloads/manifest';
import { nameEntries } from '@/lib/downloads/names';
import { readSelection } from '@/lib/downloads/selection';
import { listGallery } from '@/lib/gallery/gallery';
import { listBatches, readBatch } from '@/lib/generation/list-batches';
import { taskReader } from '@/lib/kinds/task-kinds';
import type { Database } from '@/lib/supabase/database.types';
import { countTopic, listTopics } from '@/lib/topics/read-topics';
import { createGeneration } from '@/tests/support/create-generation';
import { must, takePurges } from '@/tests/support/database';
import { startTestSupabase, type TestSupabase } from '@/tests/support/embedded';
import { seedPictures } from '@/tests/support/seed-pictures';

const MAX_ROWS = 50;
const [PICTURES, TOPICS, VERSIONS, OPEN, GRANTS] = [1200, 70, 60, 120, 130];

let supabase: TestSupabase;
let database: postgres.Sql;
let admin: SupabaseClient<Database>;
let client: SupabaseClient<Database>;
let userId: string;
let pictures: string[];

const connect = (key: string) =>
  createClient<Database>(supabase.url, key, { auth: { persistSession: false, autoRefreshToken: false } });

beforeAll(async () => {
  supabase = await startTestSupabase({ driver: 'postgres', maxRows: MAX_ROWS });
  database = postgres(supabase.databaseUrl ?? '', { max: 1, onnotice: () => undefined });
  admin = connect(supabase.secretKey);
  client = connect(supabase.publishableKey);
  const { data } = await client.auth.signUp({ email: 'a@example.com', password: 'correct horse' });
  userId = data.user?.id ?? '';
  pictures = await seedPictures(database, userId, PICTURES, {
    topics: Array.from({ length: TOPICS }, (_, index) => ({ title: `Topic ${index}`, batches: 4 })),
  });
  for (let left = OPEN; left > 0; left -= 4) {
    must(await createGeneration(admin, userId, { count: 4, prompt: 'open', price: 0 }));
  }
  for (let left = GRANTS; left > 0; left -= 1)
    must(await admin.rpc('grant_credits', { p_user_id: userId, p_amount: left }));
});
afterAll(async () => {
  await database?.end();
  await supabase?.stop();
});

/** Everything on all pages. */
async function walk<Page extends { nextCursor: string | null }, Item>(
  readPage: (cursor: string | undefined) => Promise<Page>,
  itemsOf: (page: Page) => Item[],
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    items.push(...itemsOf(page));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

test(`the API of the database does cut rows after ${MAX_ROWS}`, async () => {
  expect(must(await client.from('task_details').select('task_id'))).toHaveLength(MAX_ROWS);
  expect(must(await client.from('batches').select('id').limit(100))).toHaveLength(MAX_ROWS);
});

test('a page of 100 batches is 100 whole batches, and the pages are all of them, newest first', async () => {
  const first = await listBatches(client, { limit: 100 });
  expect(first.batches).toHaveLength(100);
  const batches = await walk(
    (cursor) => listBatches(client, { cursor, limit: 100 }),
    (page) => page.batches,
  );
  expect(batches).toHaveLength((PICTURES + OPEN) / 4);
  expect(batches.every(({ tasks }) => tasks.map(({ position }) => position).join() === '0,1,2,3')).toBe(true);
  expect(batches.map(({ createdAt }) => createdAt)).toEqual(
    batches
      .map(({ createdAt }) => createdAt)
      .toSorted()
      .toReversed(),
  );
  const seeded = batches.slice(OPEN / 4).flatMap(({ tasks }) => tasks.map(({ taskId }) => taskId));
  expect(seeded).toEqual(pictures);
  const topicId = batches[OPEN / 4]?.topicId ?? '';
  const inTopic = await listBatches(client, { topicId, limit: 100 });
  expect(inTopic.batches.map(({ topicId: id }) => id)).toEqual([topicId, topicId, topicId, topicId]);
  expect((await countTopic(client, topicId)).pictures).toBe(16);
});

test('a batch of many versions is read and downloaded whole', async () => {
  const [oldest] = (
    await walk(
      (cursor) => listBatches(client, { cursor }),
      (page) => page.batches,
    )
  ).toReversed();
  await database.begin(async (sql) => {
    const versions = await sql<{ id: string }[]>`
      insert into public.tasks (id, user_id, kind, status, price, payload, stats_key, attempts, max_attempts, retry_delays,
                                lease_seconds, run_after, started_at, finished_at)
      select gen_random_uuid(), ${userId}, 'image', 'completed', 0, '{}', 'seeded', 1, 1, '{}', 45, now(), now(), now()
        from generate_series(1, ${VERSIONS}::int) returning id`;
    await sql`
      insert into public.generated_images (task_id, user_id, batch_id, position, image_urls, object_key, thumb_key, mime_type, width, height)
      select id, ${userId}, ${oldest?.batchId ?? ''}, 3, array['/api/images/' || id], 'original', 'thumb', 'image/png', 8, 8
        from unnest(${versions.map(({ id }) => id)}::uuid[]) id`;
  });
  const batch = await readBatch(client, oldest?.batchId ?? '');
  expect(batch?.tasks).toHaveLength(4 + VERSIONS);
  const manifest = writeManifest(nameEntries(batch?.tasks ?? [], 'slot'), new Date());
  expect(manifest.pictures).toHaveLength(4 + VERSIONS);
  expect(await readBatch(client, randomUUID())).toBeUndefined();
});

test('the gallery, topics and credits end with their oldest', async () => {
  const gallery = await walk(
    (cursor) => listGallery(client, { cursor, limit: 100 }),
    (page) => page.tasks,
  );
  expect(gallery).toHaveLength(PICTURES + VERSIONS);
  expect((await listGallery(client, { limit: 100, q: 'heron' })).tasks).toHaveLength(100);

  const topics = await walk(
    (cursor) => listTopics(client, { cursor, limit: 60 }),
    (page) => page.topics,
  );
  expect(new Set(topics.map(({ title }) => title)).size).toBe(TOPICS);
  expect((await listTopics(client, { limit: 60 })).topics).toHaveLength(60);

  const read = (cursor?: string) => listEntries(client, { cursor, limit: 100 });
  expect((await read()).entries).toHaveLength(100);
  const entries = await walk(read, (page) => page.entries);
  expect(entries.slice(0, GRANTS).map(({ amount }) => amount)).toEqual(
    Array.from({ length: GRANTS }, (_, index) => index + 1),
  );
  expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe((await read()).balance);
});

test('open tasks, a poll and a selection are answered whole', async () => {
  expect((await taskReader.pending(client)).pendingTasks).toHaveLength(OPEN);
  expect((await taskReader.tasks(client, pictures.slice(0, MAX_ROWS))).tasks).toHaveLength(MAX_ROWS);
  const selected = pictures.slice(0, 500);
  const { tasks } = await readSelection(client, selected);
  expect(tasks.map(({ taskId }) => taskId)).toEqual(selected);
});

test('what is to be purged comes in parts until nothing is left; the installation’s figures count everything', async () => {
  const ids = pictures.slice(0, 120);
  must({ ...(await admin.rpc('delete_images', { p_user_id: userId, p_ids: ids })), data: true });
  await database`update private.object_purges set due_at = clock_timestamp()`;
  const purged: string[] = [];
  for (;;) {
    const due = (await takePurges(admin, 100)).map(({ taskId }) => taskId);
    if (due.length === 0) break;
    purged.push(...due);
    await admin.rpc('mark_purged', { p_task_ids: due });
  }
  expect(purged.toSorted()).toEqual(ids.toSorted());
  const metrics = z
    .object({ open: z.object({ queued: z.number(), processing: z.number() }) })
    .parse(must(await admin.rpc('read_metrics')));
  expect(metrics.open.queued + metrics.open.processing).toBe(OPEN);
});

test('nothing in the app asks for rows that could be cut: one row at most, or a function that returns one value', async () => {
  const sources = globSync('{app,lib,components}/**/*.{ts,tsx}', { exclude: ['**/*.test.*'] }).map(
    (path) => ({
      path,
      text: readFileSync(path, 'utf8'),
    }),
  );
  const tables = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/(?<!storage\s*|Buffer|Array)\.from\(\s*'/g)].map(({ index }) => ({
      path,
      query: text.slice(index, index + 400),
    })),
  );
  expect(tables.length).toBeGreaterThan(3);
  for (const { path, query } of tables)
    expect(query, path).toMatch(/\.(single\(\)|maybeSingle\(\)|limit\(1\))/);

  const called = new Set(
    sources.flatMap(({ text }) => [...text.matchAll(/\.rpc\(\s*'(\w+)'/g)].map(([, name]) => name)),
  );
  expect(called.size).toBeGreaterThan(20);
  const sets = await database<{ name: string }[]>`
    select proname as name from pg_proc where pronamespace = 'public'::regnamespace and proretset`;
  expect(sets.map(({ name }) => name).filter((name) => called.has(name))).toEqual([]);
});

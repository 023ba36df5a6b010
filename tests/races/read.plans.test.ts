import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { copyDatabase } from '@/tests/support/copy-database';
import { createGenerationIn } from '@/tests/support/create-generation';
import { seedPictures } from '@/tests/support/seed-pictures';

let database: postgres.Sql;
let userId: string;
const notices: string[] = [];

async function newUser(): Promise<string> {
  const id = randomUUID();
  await database`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
  return id;
}

beforeAll(async () => {
  database = postgres(await copyDatabase(), {
    max: 1,
    onnotice: ({ message }) => notices.push(message ?? ''),
  });
  userId = await newUser();
  await seedPictures(database, userId, 10_000);
  await seedPictures(database, await newUser(), 10_000);
});
afterAll(() => database.end());

/** Asks as the user, and says which plans PostgreSQL made for every statement inside. */
async function planned<T>(ask: (sql: postgres.TransactionSql) => Promise<T>) {
  notices.length = 0;
  const rows = await database.begin(async (sql) => {
    await sql.unsafe(`load 'auto_explain'; set local auto_explain.log_min_duration = 0; set local auto_explain.log_nested_statements = on;
      set local auto_explain.log_analyze = on; set local client_min_messages = log`);
    await sql`select set_config('request.jwt.claim.sub', ${userId}, true)`;
    await sql`set local role authenticated`;
    return ask(sql);
  });
  return { rows, plans: notices.filter((notice) => notice.includes('plan:')).join('\n') };
}

const page = (filter: Record<string, string | number | boolean>) =>
  planned(async (sql) => {
    const [answer] = await sql`select public.list_gallery(${sql.json({ limit: 61, ...filter })}) as tasks`;
    return answer?.tasks as { prompt: string; batch_id: string }[];
  });

const SEQUENTIAL = /Seq Scan on (public\.)?(batches|generated_images|tasks)/;

test('a search answers from the index of words: of the asker alone, however many others use them', async () => {
  const { rows, plans } = await page({ text: 'cathedral watercol' });
  expect(rows).toHaveLength(61);
  expect(rows.every(({ prompt }) => /cathedral.*watercolour/.test(prompt))).toBe(true);
  expect(plans).toContain('Bitmap Index Scan on batches_search');
  expect(plans).not.toMatch(SEQUENTIAL);
  // The other account has as many of these prompts: the index leaves them out before a row is read.
  const [own] = await database`
    select count(*)::integer as count from public.batches where user_id = ${userId} and prompt ~ 'cathedral.*watercolour'`;
  expect(plans).toMatch(
    new RegExp(`Bitmap Index Scan on batches_search [^\\n]*actual[^\\n]* rows=${own?.count}\\b`),
  );
});

test.each([
  ['the newest', {}],
  ['the oldest', { sort: 'oldest' }],
  ['a page in the middle', { after: 5000 }],
])('%s come from the index of numbers, and no more rows are read than the page has', async (_, filter) => {
  const { rows, plans } = await page(filter);
  expect(rows).toHaveLength(61);
  expect(plans).toContain('Index Scan');
  expect(plans).toContain('generated_images_of_user');
  expect(plans).not.toMatch(SEQUENTIAL);
  expect(plans).not.toContain('Sort Method: external');
});

test('a poll for four open tasks is one SELECT that reads those four by their ids, planned once per connection', async () => {
  const ids = Array.from({ length: 4 }, () => randomUUID());
  await createGenerationIn(database, userId, { taskIds: ids, price: 0, limits: { maxRunning: 0 } });
  const { rows, plans } = await planned(async (sql) => {
    const [answer] = await sql`select public.read_tasks(${ids}) as read`;
    return answer?.read.tasks as { task_id: string }[];
  });
  expect(rows.map(({ task_id }) => task_id).toSorted()).toEqual(ids.toSorted());
  const [select = '', ...others] = plans.split(/^duration:/m).filter((plan) => plan.includes('task_details'));
  expect(others).toEqual([]);
  for (const key of ['tasks_pkey', 'generated_images_pkey', 'batches_pkey'])
    expect(select).toMatch(new RegExp(`Index Scan (using|on) ${key}\\b`));
  expect(select).not.toMatch(SEQUENTIAL);
  const rowsOfSteps = [...select.matchAll(/actual time=\S+ rows=([\d.]+)/g)].map(([, count]) =>
    Number(count),
  );
  expect(rowsOfSteps.length).toBeGreaterThan(3);
  expect(Math.max(...rowsOfSteps)).toBeLessThanOrEqual(4);
  // A plan for any ids, not for these.
  expect(select).toContain('id = ANY ($1)');
});

test('the newest task of a person is the one row that is read of the index of theirs', async () => {
  const { plans } = await planned(async (sql) => {
    await sql`select public.read_pending_tasks()`;
    return [];
  });
  const [, newest = ''] = /Index Scan Backward using tasks_of_user ([^\n]*)/.exec(plans) ?? [];
  expect(newest).toMatch(/ rows=1(\.00)? loops=1\b/);
});

test('storing a picture changes its row in place: no index is written', async () => {
  const [counted] = await database.begin(async (sql) => {
    const { claimed } = await createGenerationIn(sql, userId, { price: 0, limits: { maxRunning: 100 } });
    const [task] = claimed as { taskId: string; leaseToken: string }[];
    if (!task) throw new Error('not claimed');
    await sql`select public.complete_image(${task.taskId}, ${task.leaseToken}, ${sql.json({
      objectKey: 'original',
      thumbKey: 'thumb',
      mimeType: 'image/png',
      width: 1024,
      height: 1024,
      placeholder: '1QcSHQRnh493V4dIh4eXh1h4kJUI',
      sha256: 'ab'.repeat(32),
    })})`;
    return sql`
      select pg_stat_get_xact_tuples_updated('public.generated_images'::regclass)::integer as updated,
             pg_stat_get_xact_tuples_hot_updated('public.generated_images'::regclass)::integer as "inPlace"`;
  });
  expect(counted).toEqual({ updated: 1, inPlace: 1 });
});

const explainedSchema = z.tuple([
  z.object({ Plan: z.object({ 'Shared Hit Blocks': z.number(), 'Shared Read Blocks': z.number() }) }),
]);

test('a search costs what one’s own pictures cost: 10,000 batches of others with thousands of words change nothing', async () => {
  const searches = [
    'a b c d e f g h i j k l m n o p q r s t u v w x y z',
    'ga ha ia ja ka la ma na oa pa gi hi ii ji ki li',
    'g',
    'he',
    '富士山的月光下有一只白色的猫',
  ];
  const blocksOf = (text: string) =>
    database.begin(async (sql) => {
      await sql`select set_config('request.jwt.claim.sub', ${userId}, true)`;
      await sql`set local role authenticated`;
      const explain = () =>
        sql`explain (analyze, buffers, format json) select public.list_gallery(${sql.json({ limit: 61, text })})`;
      // The first one of a connection reads the catalogue too.
      await explain();
      const [row] = await explain();
      const [{ Plan: plan }] = explainedSchema.parse(row?.['QUERY PLAN']);
      return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
    });
  const alone = new Map<string, number>();
  for (const text of searches) alone.set(text, await blocksOf(text));
  const others = await Promise.all(Array.from({ length: 8 }, newUser));
  await database`
    insert into public.batches (user_id, prompt, model, settings)
    select (${others}::uuid[])[1 + n % 8],
           (select string_agg(substr(translate(md5(n || '-' || k), '0123456789', 'ghijklmnop'), 1, 3 + k % 5), ' ')
              from generate_series(1, 20) k) || ' he 富士山的月光' || chr(19968 + n), 'm', '{}'
      from generate_series(1, 10000) n`;
  await database`analyze public.batches`;
  for (const text of searches)
    expect(await blocksOf(text), text).toBeLessThan((alone.get(text) ?? 0) * 1.5 + 20);
});

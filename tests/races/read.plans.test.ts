import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyDatabase } from '@/tests/support/copy-database';
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
  await database`
    select public.create_generation(${userId}, ${ids}, '{}', 'a kite', 'm', '{"aspectRatio": "1:1", "imageSize": "1K"}',
      '{1,2,3,4}', 0, 'test', ${database.json({ maxRunning: 0, ratePerMinute: 10, leaseSeconds: 45, retryDelaysSeconds: [1] })})`;
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

test('storing a picture changes its row in place: no index is written', async () => {
  const [counted] = await database.begin(async (sql) => {
    const [made] = await sql<{ claimed: { taskId: string; leaseToken: string }[] }[]>`
      select claimed from jsonb_to_record(public.create_generation(${userId}, ${[randomUUID()]}, '{}', 'a kite', 'm',
        '{"aspectRatio": "1:1", "imageSize": "1K"}', '{1}', 0, 'test',
        ${sql.json({ maxRunning: 100, ratePerMinute: 10, leaseSeconds: 45, retryDelaysSeconds: [1] })})) made (claimed jsonb)`;
    const [task] = made?.claimed ?? [];
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

import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS } from '@/tests/model/call';
import { copyDatabase } from '@/tests/support/copy-database';
import { createGenerationIn } from '@/tests/support/create-generation';

let url: string;
let admin: Sql;
const connect = () => postgres(url, { max: 1, onnotice: () => undefined });
beforeAll(async () => {
  url = await copyDatabase();
  admin = connect();
});
afterAll(() => admin.end());

const limits = { ...LIMITS, ratePerMinute: 1000, retryDelaysSeconds: [7] };

async function newAccount(): Promise<string> {
  const id = randomUUID();
  await admin`insert into auth.users (id, email) values (${id}, ${`${id}@example.com`})`;
  return id;
}

async function generate(
  sql: postgres.ISql,
  userId: string,
  maxRunning = 4,
): Promise<{ taskId: string; leaseToken: string }> {
  const { claimed } = await createGenerationIn(sql, userId, { limits: { ...limits, maxRunning } });
  return claimed[0];
}

/** Rows that name the account, in every table that can. */
async function rowsOf(userId: string): Promise<string[]> {
  const tables = await admin`
    select attrelid::regclass::text as name from pg_attribute join pg_class c on c.oid = attrelid
     where attname = 'user_id' and c.relkind = 'r' and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)`;
  const left = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await admin.unsafe(`select count(*)::integer as count from ${name} where user_id = $1`, [
        userId,
      ]);
      return row?.count > 0 ? String(name) : [];
    }),
  );
  return left.flat();
}

/** What a request or a worker does while it holds the profile's lock, after what it needs for that was made. */
const work: [what: string, begin: (userId: string) => Promise<(sql: postgres.ISql) => Promise<unknown>>][] = [
  ['a generation is accepted', async (userId) => (sql) => generate(sql, userId)],
  [
    'a failed picture is refunded',
    async (userId) => {
      const { taskId, leaseToken } = await generate(admin, userId);
      return (sql) => sql`select public.fail_task(${taskId}, ${leaseToken}, 'internal', false)`;
    },
  ],
  [
    'a picture is canceled',
    async (userId) => {
      const { taskId } = await generate(admin, userId);
      return (sql) => sql`select public.cancel_task(${userId}, ${taskId})`;
    },
  ],
  [
    'a silent process loses its last attempt',
    async (userId) => {
      const { taskId } = await generate(admin, userId);
      await admin`update public.tasks set lease_expires_at = clock_timestamp(), max_attempts = 1 where id = ${taskId}`;
      return (sql) => sql`select public.sweep_tasks()`;
    },
  ],
  [
    'an upload begins',
    async (userId) => (sql) =>
      sql`select public.begin_upload(${userId}, ${randomUUID()}, '{"width": 8, "height": 8, "mimeType": "image/webp"}')`,
  ],
  [
    'a file begins to come in parts',
    async (userId) => (sql) => sql`select public.begin_partial_upload(${userId}, ${randomUUID()}, 2)`,
  ],
  [
    'two pictures are claimed',
    async (userId) => {
      await generate(admin, userId, 0);
      await generate(admin, userId, 0);
      return (sql) => sql`select public.claim_tasks('{"pictures": 2, "quick": 2}', '{image,title}', 4)`;
    },
  ],
  ['credits are granted', async (userId) => (sql) => sql`select public.grant_credits(${userId}, 1)`],
];

test.each(work)(
  'an account is deleted while %s: both wait for nothing but each other’s end',
  async (_, begin) => {
    const userId = await newAccount();
    const act = await begin(userId);
    const worker = connect();
    const deleter = connect();
    let deleted: Promise<unknown> | undefined;
    await worker.begin(async (transaction) => {
      await transaction`select private.lock_profile(${userId})`;
      deleted = deleter`delete from auth.users where id = ${userId}`.execute();
      await expect
        .poll(
          () =>
            admin`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        )
        .toHaveLength(1);
      await act(transaction);
    });
    await deleted;
    expect((await rowsOf(userId)).filter((table) => table !== 'private.object_purges')).toEqual([]);
    await Promise.all([worker.end(), deleter.end()]);
  },
);

test('nothing of ours refers to auth.users, whose lock whoever holds a profile must never wait for', async () => {
  const keys = await admin`
    select conrelid::regclass::text as name from pg_constraint
     where confrelid = 'auth.users'::regclass and connamespace in ('public'::regnamespace, 'private'::regnamespace)`;
  expect(keys).toEqual([]);
});

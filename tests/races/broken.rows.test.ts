import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS } from '@/tests/model/call';
import { listWrongTurns } from '@/tests/model/list-wrong-turns';
import { copyDatabase } from '@/tests/support/copy-database';
import { createGenerationIn } from '@/tests/support/create-generation';

let sql: Sql;
beforeEach(async () => {
  sql = postgres(await copyDatabase(), { max: 1, onnotice: () => undefined });
  await sql`set statement_timeout = '10s'`;
});
afterEach(() => sql.end());

interface Account {
  userId: string;
  taskIds: string[];
}

/** An account with pictures, of which `running` are. */
async function account(count: number, running = 0): Promise<Account> {
  const userId = randomUUID();
  const taskIds = Array.from({ length: count }, () => randomUUID());
  const limits = { ...LIMITS, maxRunning: running, retryDelaysSeconds: [7] };
  await sql`insert into auth.users (id, email) values (${userId}, ${`${userId}@example.com`})`;
  await createGenerationIn(sql, userId, { taskIds, limits });
  return { userId, taskIds };
}

async function claim(): Promise<{ taskIds: string[]; broken: string[] }> {
  const [row] =
    await sql`select public.claim_tasks('{"pictures": 8, "quick": 8}', '{image,title}', 4) as answer`;
  const ids = (list: { taskId: string }[]) => list.map(({ taskId }) => taskId);
  return { taskIds: ids(row?.answer.tasks), broken: ids(row?.answer.broken) };
}

async function sweep() {
  const [row] = await sql`select public.sweep_tasks() as answer`;
  return row?.answer;
}

const expire = () =>
  sql`update public.tasks set lease_expires_at = clock_timestamp() where status = 'processing'`;
const statusOf = async (taskId: string) =>
  (await sql`select status from public.tasks where id = ${taskId}`)[0]?.status;

/** Whatever writes to these rows of a table raises an error. */
async function forbid(event: string, table: string, condition: string): Promise<void> {
  const name = `forbid_${randomUUID().replaceAll('-', '')}`;
  await sql.unsafe(`
    create function ${name}() returns trigger language plpgsql as $$ begin raise exception 'a bad row'; end $$;
    create trigger ${name} before ${event} on ${table} for each row when (${condition}) execute function ${name}()`);
}

test('a profile that says something is due when nothing is does not hold a claim for ever, and is put right', async () => {
  const stale = await account(1, 1);
  const other = await account(1);
  await sql`update private.lane_turns set due_at = clock_timestamp() - interval '1 hour' where user_id = ${stale.userId}`;
  expect(await claim()).toEqual({ taskIds: other.taskIds, broken: [] });
  expect(await listWrongTurns(sql)).toEqual([]);
});

test('a task that cannot be started stops neither the claims of others nor those of its own user', async () => {
  const bad = await account(2);
  const good = await account(2);
  await forbid('insert', 'public.task_attempts', `new.task_id = '${bad.taskIds[0]}'`);
  expect(await claim()).toEqual({ taskIds: good.taskIds, broken: [bad.taskIds[0]] });
  expect(await claim()).toEqual({ taskIds: [bad.taskIds[1]], broken: [] });
});

test('a task that waits without an attempt left has failed, and is refunded', async () => {
  const bad = await account(1);
  await sql`update public.tasks set attempts = max_attempts`;
  await claim();
  expect(await statusOf(bad.taskIds[0] ?? '')).toBe('failed');
  expect(await sql`select credits from public.profiles`).toEqual([{ credits: 100 }]);
});

test('a refund that fails stops the sweep of no other task', async () => {
  const bad = await account(1, 1);
  const good = [await account(1, 1), await account(1, 1)];
  await sql`update public.tasks set max_attempts = 1`;
  await expire();
  await forbid('insert', 'public.credit_ledger', `new.kind = 'refund' and new.user_id = '${bad.userId}'`);
  expect(await sweep()).toMatchObject({
    swept: true,
    reaped: 2,
    failed: 2,
    broken: [{ taskId: bad.taskIds[0], error: expect.stringContaining('a bad row') }],
  });
  for (const { taskIds } of good) expect(await statusOf(taskIds[0] ?? '')).toBe('failed');
  expect(await statusOf(bad.taskIds[0] ?? '')).toBe('processing');
});

test('what else a sweep does, and can’t, keeps no lease from being taken back', async () => {
  const { taskIds } = await account(1, 1);
  await expire();
  await forbid('update', 'private.installation', 'true');
  expect(await sweep()).toMatchObject({ reaped: 1, broken: [{ taskId: null }] });
  expect(await statusOf(taskIds[0] ?? '')).toBe('queued');
});

import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyDatabase } from '@/tests/support/copy-database';
import { createGenerationIn } from '@/tests/support/create-generation';

const userId = randomUUID();
let sql: postgres.Sql;
beforeEach(async () => {
  sql = postgres(await copyDatabase(), { max: 1 });
  await sql`insert into auth.users (id, email) values (${userId}, 'someone@example.com')`;
});
afterEach(() => sql.end());

/** Makes a batch of this kind and says what it carries of the past. */
async function past(kind: string) {
  await createGenerationIn(sql, userId, { price: 0, statsKey: kind, limits: { maxRunning: 0 } });
  const [batch] =
    await sql`select quantiles_ms, early_ms from public.batches order by created_at desc limit 1`;
  return { quantiles: batch?.quantiles_ms, early: batch?.early_ms };
}

/** Attempts of this kind that ended one second after another, after so many seconds each. */
async function attempts(kind: string, outcome: string, seconds: number[]) {
  await past(kind);
  await sql`
    insert into public.task_attempts (task_id, attempt, stats_key, started_at, ended_at, outcome)
    select (select id from public.tasks where stats_key = ${kind} order by created_at desc limit 1), number, ${kind},
           ended_at - took * interval '1 second', ended_at, ${outcome}
      from unnest(${seconds}::numeric[]) with ordinality as attempt (took, number),
           lateral (select now() - interval '1 hour' + number * interval '1 second' as ended_at) ending`;
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('a batch carries the quantiles of the last 50 finished attempts of its kind, failures included', async () => {
  expect(await past('new')).toEqual({ quantiles: null, early: null });

  await attempts('usual', 'completed', [900, ...upTo(40)]);
  await attempts('usual', 'failed', [900, ...upTo(50).slice(40)]);
  await attempts('usual', 'canceled', [1, 1, 1]);
  await attempts('other', 'completed', [500]);
  expect(await past('usual')).toEqual({
    quantiles: [3450, 5900, 13_250, 25_500, 37_750, 45_100, 47_550],
    early: null,
  });
});

test('fast failures are apart: when they were over, with more allowance the fewer they were', async () => {
  await attempts(
    'refused',
    'completed',
    upTo(46).map((second) => second + 53),
  );
  await attempts('refused', 'failed', [1, 2, 3, 4]);
  const { quantiles, early } = await past('refused');
  expect(quantiles[0]).toBeGreaterThan(54_000);
  expect(early).toBe(5000);

  await attempts(
    'seldom',
    'completed',
    upTo(49).map(() => 240),
  );
  await attempts('seldom', 'failed', [2]);
  expect((await past('seldom')).early).toBe(10_000);
  await attempts('never', 'failed', [1, 2]);
  expect(await past('never')).toEqual({ quantiles: expect.arrayContaining([1500]), early: null });
});

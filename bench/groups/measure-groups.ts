import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { z } from 'zod';
import { leavePictures } from '@/bench/queue/leave-pictures';
import { type Row, toRow } from '@/bench/row';
import { MIGRATIONS, makeDatabase, readSql } from '@/tests/schema/bare-database';
import { startPostgres } from '@/tests/support/postgres';
import { quantile } from '@/tests/support/quantile';

const WAITING = 300;
const ROUNDS = 60;
const FINISHED = 100_000;
const STATS_KEY = 'gemini:gemini-nano-banana-2.1:1K';
const LIMITS = { leaseSeconds: 45, retryDelaysSeconds: [5, 10, 20] };
const SETTINGS = { aspectRatio: '4:5', imageSize: '1K' };

const leaseSchema = z.object({ taskId: z.string(), leaseToken: z.string() });

interface Carousel {
  userId: string;
  groupId: string;
  parent: z.infer<typeof leaseSchema>;
  pictures: string[];
}

/** A post whose words are being written, and the pictures that wait for them: saved, charged, with the rows of a picture each. */
async function openCarousel(sql: postgres.Sql, userId: string): Promise<Carousel> {
  const groupId = randomUUID();
  const parentId = randomUUID();
  const pictures = Array.from({ length: WAITING }, () => randomUUID());
  const payload = {
    prompt: 'a kite over the bay, watercolour',
    model: 'gemini-nano-banana-2.1',
    settings: SETTINGS,
  };
  const tasks = [
    { id: parentId, kind: 'title', price: 0, payload: { about: 'kites' }, statsKey: 'title' },
    ...pictures.map((id, seed) => ({
      id,
      kind: 'image',
      price: 4,
      payload: { ...payload, seed },
      statsKey: STATS_KEY,
      waitsFor: [{ taskId: parentId, port: 'words' }],
    })),
  ];
  await sql.begin(async (transaction) => {
    await transaction`select private.lock_profile(${userId})`;
    await transaction`
      select private.open_group(${userId}, ${groupId}, 'post', ${transaction.json(tasks)}, ${transaction.json(LIMITS)})`;
    await transaction`select private.record_credits(${userId}, id, 'charge', -4) from unnest(${pictures}::uuid[]) id`;
    await transaction`
      with batch as (
        insert into public.batches (user_id, prompt, model, settings)
        select ${userId}, ${payload.prompt}, ${payload.model}, ${transaction.json(SETTINGS)} from generate_series(1, ${WAITING / 4}::int)
        returning id
      ), numbered as (select id, row_number() over () - 1 as number from batch)
      insert into public.generated_images (task_id, user_id, batch_id, position)
      select picture, ${userId}, numbered.id, (place - 1) % 4
        from unnest(${pictures}::uuid[]) with ordinality as given (picture, place) join numbered on number = (place - 1) / 4`;
  });
  const [row] = await sql`select private.start_attempt(${parentId}) as lease`;
  return { userId, groupId, pictures, parent: leaseSchema.parse(row?.lease) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** The transaction that completes the parent: it counts, binds its result into every picture, and makes them due. */
const release = (sql: postgres.Sql, { parent }: Carousel) =>
  timed(async () => {
    const result = { words: 'Kites over the bay', hashtags: ['kite', 'bay', 'wind'] };
    const [row] = await sql`
      select public.complete_task(${parent.taskId}, ${parent.leaseToken}, ${sql.json(result)}) as done`;
    if (row?.done !== true) throw new Error('the lease was lost');
  });

/** No more than the rows themselves: one statement that makes as many due, and writes as much into each. */
const update = (sql: postgres.Sql, { pictures, parent }: Carousel) =>
  timed(() => {
    const result = { words: 'Kites over the bay', hashtags: ['kite', 'bay', 'wind'] };
    const inputs = { inputs: { words: [{ taskId: parent.taskId, result }] } };
    return sql`
      update public.tasks set waits_for = 0, run_after = clock_timestamp(), version = version + 1, payload = payload || ${sql.json(inputs)}
       where id = any (${pictures}::uuid[])`;
  });

/**
 * The release of 300 waiting pictures by the end of their one parent, beside one plain update of as many such rows, in turn, each of
 * a group of its own. Between them, untimed, the groups are canceled; 100,000 finished pictures lie behind.
 */
export async function measureGroups(): Promise<Row[]> {
  const server = await startPostgres({ stock: true });
  const migrations = readSql(MIGRATIONS).map(({ text }) => text);
  const sql = await makeDatabase(server.url, 'groups', migrations);
  try {
    await sql`update private.installation set signup_credits = 1000000000`;
    const [account] = await sql<{ id: string }[]>`
      insert into auth.users (id, email) values (${randomUUID()}, 'someone@example.com') returning id`;
    const userId = account?.id ?? '';
    await leavePictures(sql, STATS_KEY, FINISHED);
    await sql`vacuum analyze`;
    const times = { release: [] as number[], update: [] as number[] };
    for (let round = -3; round < ROUNDS; round++) {
      for (const [name, work] of [
        ['update', update],
        ['release', release],
      ] as const) {
        const carousel = await openCarousel(sql, userId);
        const ms = await work(sql, carousel);
        // The first rounds plan.
        if (round >= 0) times[name].push(ms);
        await sql`select public.cancel_group(${userId}, ${carousel.groupId})`;
      }
    }
    const row = (name: string, share: number) =>
      toRow(
        `groups: ${WAITING} waiting pictures are released by their one parent, ${name}`,
        quantile(times.release, share),
        'ms',
        quantile(times.update, share),
        { of: 'value', atMost: 100 },
      );
    return [row('p50', 0.5), row('p95', 0.95)];
  } finally {
    await sql.end();
    await server.stop();
  }
}

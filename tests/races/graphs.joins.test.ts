import type { Sql } from 'postgres';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type GraphNode, toGroup } from '@/tests/model/graph/graph';
import { onPostgres } from '@/tests/model/graph/graph-database';
import { GraphWorld } from '@/tests/model/graph/graph-world';
import { openStatements } from '@/tests/model/graph/perform-graph-call';
import { changeFunction } from '@/tests/support/change-function';
import { copyDatabase } from '@/tests/support/copy-database';

const JOINS = 300;
const CONNECTIONS = 8;

let owner: ReturnType<typeof onPostgres>;
let connections: Sql[];
beforeEach(async () => {
  const url = await copyDatabase();
  owner = onPostgres(url);
  connections = Array.from({ length: CONNECTIONS }, () =>
    postgres(url, { max: 1, onnotice: () => undefined }),
  );
});
afterEach(async () => {
  await Promise.all([owner.close(), ...connections.map((sql) => sql.end())]);
});

/** Does this on all connections side by side. */
const sideBySide = <R>(work: (sql: Sql, index: number) => Promise<R>): Promise<R[]> =>
  Promise.all(connections.map(work));

const leaseSchema = z.object({ taskId: z.string(), leaseToken: z.string() });

/** A ring: every child waits for two parents, and every parent is waited for by two children; all parents are held. */
async function openRing() {
  const { userId } = await GraphWorld.open(owner);
  const parents = Array.from({ length: JOINS }, (): GraphNode => ({ price: 1 }));
  const children = parents.map(
    (_, index): GraphNode => ({
      price: 2,
      waitsFor: [{ parent: index }, { parent: (index + 1) % JOINS }],
    }),
  );
  const group = toGroup({ nodes: [...parents, ...children] }, 'ring');
  await owner.run(openStatements(group, userId));
  const ids = group.tasks.map(({ id }) => id);
  // The last first, behind which nobody gets another position.
  const held = await owner.sql`
    select private.start_attempt(id) as lease from unnest(${ids.slice(0, JOINS)}::uuid[]) with ordinality as given (id, place) order by place desc`;
  return { group, children: ids.slice(JOINS), held: held.map(({ lease }) => leaseSchema.parse(lease)) };
}

type Ring = Awaited<ReturnType<typeof openRing>>;

/** All parents complete at once; the children whose row is not that of one that was lowered once and then released once. */
async function joinAll({ held, children }: Ring): Promise<number> {
  await sideBySide(async (sql, index) => {
    for (const [place, { taskId, leaseToken }] of held.entries())
      if (place % CONNECTIONS === index)
        await sql`select public.complete_task(${taskId}, ${leaseToken}, '{}')`;
  });
  const [row] = await owner.sql`
    select count(*)::integer as wrong from public.tasks
     where id = any (${children}::uuid[])
       and (status, waits_for, version, jsonb_array_length(payload -> 'inputs' -> 'input')) is distinct from ('queued', 0, 3::bigint, 2)`;
  return row?.wrong;
}

test(`${JOINS} joins at the same time: each child is released exactly once, with both results`, async () => {
  const ring = await openRing();
  expect(await joinAll(ring)).toBe(0);
  const [counts] = await owner.sql`select open, completed, failed, canceled from public.task_groups`;
  expect(counts).toEqual({ open: JOINS, completed: JOINS, failed: 0, canceled: 0 });
});

test('without the lock of the profile, and those of the rows that are written on the way, children are forgotten', async () => {
  const ring = await openRing();
  await changeFunction(owner.sql, 'private.lock_lease', /perform from public.profiles [^;]*;/, '');
  // The rows of its user's turn and of its group are locks too, for whoever writes them first and releases then.
  await owner.sql`drop trigger follow_task on public.tasks`;
  await changeFunction(
    owner.sql,
    'private.advance_group',
    /perform private.count_ended\(p_group_id, p_ended\);\s+p_ended := private.release_children\(p_ended\);/,
    `declare v_before uuid[] := p_ended; begin
       p_ended := private.release_children(p_ended);
       perform private.count_ended(p_group_id, v_before);
     end;`,
  );
  expect(await joinAll(ring)).toBeGreaterThan(0);
});

import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { recordDatabase } from '@/tests/history/record-database';
import { listOrphans } from '@/tests/model/list-orphans';
import { moveClock } from '@/tests/model/move-clock';
import { performCall } from '@/tests/model/perform-call';
import { purgePictures } from '@/tests/model/purge-pictures';
import { startWorld } from '@/tests/model/start-world';
import { storePicture } from '@/tests/model/store-picture';
import { copyDatabase } from '@/tests/support/copy-database';

let url: string;
let sql: postgres.Sql;
let userId: string;

beforeAll(async () => {
  url = await copyDatabase();
  await recordDatabase(url);
  sql = postgres(url, { max: 6, onnotice: () => undefined });
});
afterAll(() => sql.end());
beforeEach(async () => {
  userId = (await startWorld(sql)).users[0] ?? '';
});

/** Until so many connections wait for a lock, and not for one that `holder` has. */
const untilWaiting = (count: number, holder = 0) =>
  expect
    .poll(
      () => sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
           and ${holder} <> all (pg_blocking_pids(pid))`,
    )
    .toHaveLength(count);

async function held() {
  const taskId = crypto.randomUUID();
  const answer = await performCall(sql, { name: 'create', userId, taskIds: [taskId], price: 4, delays: [7] });
  const leaseToken = 'accepted' in answer ? answer.accepted.claimed[0]?.leaseToken : undefined;
  if (!leaseToken) throw new Error('not claimed');
  return { taskId, leaseToken };
}

test('what a late worker stores for a picture that is deleted and gone is removed too', async () => {
  const { taskId, leaseToken } = await held();
  await moveClock(sql, 70);
  await performCall(sql, { name: 'sweep' });
  const claimed = await performCall(sql, { name: 'claim', limit: 1 });
  const second = 'claimed' in claimed ? claimed.claimed[0] : undefined;
  if (!second) throw new Error('not claimed');
  await performCall(sql, { name: 'complete', taskId, leaseToken: second.leaseToken });
  await performCall(sql, { name: 'delete', userId, taskId });
  await moveClock(sql, 70);
  expect(await purgePictures(sql)).toEqual([taskId]);
  await performCall(sql, { name: 'complete', taskId, leaseToken });
  expect(await listOrphans(sql)).toHaveLength(2);
  await moveClock(sql, 70);
  await purgePictures(sql);
  expect(await listOrphans(sql)).toEqual([]);
});

test('what was stored before a release is removed when the task is canceled', async () => {
  const { taskId, leaseToken } = await held();
  await storePicture(sql, taskId);
  await performCall(sql, { name: 'release', taskId, leaseToken });
  await performCall(sql, { name: 'cancel', userId, taskId });
  await moveClock(sql, 70);
  await purgePictures(sql);
  expect(await listOrphans(sql)).toEqual([]);
});

test('deleting a picture while its bytes are being marked as removed: neither waits for the other for ever', async () => {
  const { taskId, leaseToken } = await held();
  await performCall(sql, { name: 'fail', taskId, leaseToken, retryable: false, afterSeconds: 0 });
  await moveClock(sql, 70);

  const blocker = await sql.reserve();
  await blocker`begin`;
  await blocker`select from public.tasks where id = ${taskId} for update`;
  const deleted = performCall(sql, { name: 'delete', userId, taskId });
  await untilWaiting(1);
  const marked = sql`select public.mark_purged(array[${taskId}::uuid])`.execute();
  await untilWaiting(2);
  await blocker`commit`;
  blocker.release();
  await expect(deleted).resolves.toEqual({ says: 'done' });
  await expect(marked).resolves.toBeDefined();
});

test('a heartbeat waits for nobody who changes its task: it is to be asked again, and then says that the task is lost', async () => {
  const { taskId, leaseToken } = await held();
  const ofTask = await sql.reserve();
  await ofTask`begin`;
  await ofTask`update public.tasks set version = version + 1 where id = ${taskId}`;
  const canceled = performCall(sql, { name: 'cancel', userId, taskId });
  await untilWaiting(1);
  const leases = sql.json([{ taskId, leaseToken }]);
  const [busy] = await sql`select public.heartbeat_tasks(${leases}) as answer`;
  expect(busy?.answer).toEqual({ lost: [], busy: [leaseToken] });
  await ofTask`commit`;
  ofTask.release();
  expect(await canceled).toEqual({ says: 'done' });
  expect(await performCall(sql, { name: 'heartbeat', taskId, leaseToken })).toEqual({ says: false });
});

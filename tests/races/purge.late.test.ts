import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { recordDatabase } from '@/tests/history/record-database';
import { listOrphans } from '@/tests/model/list-orphans';
import { moveClock } from '@/tests/model/move-clock';
import { performCall } from '@/tests/model/perform-call';
import { purgePictures } from '@/tests/model/purge-pictures';
import { startWorld } from '@/tests/model/start-world';
import { copyDatabase } from '@/tests/support/copy-database';

let url: string;
let sql: postgres.Sql;
let userId: string;

beforeAll(async () => {
  url = await copyDatabase();
  await recordDatabase(url);
  sql = postgres(url, { max: 4, onnotice: () => undefined });
});
afterAll(() => sql.end());
beforeEach(async () => {
  userId = (await startWorld(sql)).users[0] ?? '';
});

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

test('deleting a picture while its bytes are being marked as removed: neither waits for the other for ever', async () => {
  const { taskId, leaseToken } = await held();
  await performCall(sql, { name: 'fail', taskId, leaseToken, retryable: false, afterSeconds: 0 });
  await moveClock(sql, 70);

  const blocker = await sql.reserve();
  await blocker`begin`;
  await blocker`select from public.tasks where id = ${taskId} for update`;
  const waiting = (count: number) =>
    expect
      .poll(
        () =>
          sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      )
      .toHaveLength(count);
  const deleted = performCall(sql, { name: 'delete', userId, taskId });
  await waiting(1);
  const marked = sql`select public.mark_purged(array[${taskId}::uuid])`.execute();
  await waiting(2);
  await blocker`commit`;
  blocker.release();
  await expect(deleted).resolves.toEqual({ says: 'done' });
  await expect(marked).resolves.toBeDefined();
});

import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordDatabase } from '@/tests/history/record-database';
import { listOrphans } from '@/tests/model/list-orphans';
import { moveClock } from '@/tests/model/move-clock';
import { performCall } from '@/tests/model/perform-call';
import { purgePictures } from '@/tests/model/purge-pictures';
import { startWorld } from '@/tests/model/start-world';
import { storePicture } from '@/tests/model/store-picture';
import { copyDatabase } from '@/tests/support/copy-database';

let sql: postgres.Sql;
beforeAll(async () => {
  const url = await copyDatabase();
  await (await recordDatabase(url)).close();
  sql = postgres(url, { max: 2, onnotice: () => undefined });
});
afterAll(() => sql.end());

test('what a worker stores for a canceled task whose bytes were removed is removed too, when only its heartbeat hears that it is late', async () => {
  const [userId = ''] = (await startWorld(sql)).users;
  const taskId = randomUUID();
  const answer = await performCall(sql, { name: 'create', userId, taskIds: [taskId], price: 4, delays: [7] });
  const leaseToken = 'accepted' in answer ? (answer.accepted.claimed[0]?.leaseToken ?? '') : '';
  await performCall(sql, { name: 'cancel', userId, taskId });
  await moveClock(sql, 70);
  expect(await purgePictures(sql)).toEqual([taskId]);

  await storePicture(sql, taskId);
  expect(await listOrphans(sql)).not.toEqual([]);
  expect(await performCall(sql, { name: 'heartbeat', taskId, leaseToken })).toEqual({ says: false });
  await moveClock(sql, 70);
  await purgePictures(sql);
  expect(await listOrphans(sql)).toEqual([]);
});

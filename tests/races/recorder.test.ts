import postgres from 'postgres';
import { expect, test } from 'vitest';
import { checkHistory } from '@/tests/history/check-history';
import { ClientLog } from '@/tests/history/client-log';
import { recordDatabase } from '@/tests/history/record-database';
import { LIMITS } from '@/tests/model/call';
import { Scene } from '@/tests/model/scene';
import { copyDatabase } from '@/tests/support/copy-database';

async function recordedScene() {
  const url = await copyDatabase();
  const recorder = await recordDatabase(url);
  const scene = await Scene.open(url);
  return { url, recorder, scene };
}

test('what is committed is recorded, and what is not is not', async () => {
  const { recorder, scene } = await recordedScene();
  await scene.accept();
  const before = await recorder.events();
  expect(new Set(before.map(({ table }) => table))).toEqual(
    new Set(['profiles', 'credit_ledger', 'tasks', 'task_attempts', 'generated_images']),
  );
  await scene.sql`begin`;
  await scene.accept();
  await scene.sql`rollback`;
  expect(await recorder.events()).toEqual(before);
  await scene.close();
});

test('a restart of every connection interrupts neither recording nor reading', async () => {
  const { url, recorder, scene } = await recordedScene();
  await scene.accept();
  const count = (await recorder.events()).length;
  await scene.close();
  const killer = postgres(url, { max: 1 });
  await killer`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  await killer`update public.profiles set credits = credits`;
  await killer.end();
  expect((await recorder.events()).length).toBe(count + 2);
});

test('recording may begin late: what is there already counts as made at once, and keeps every promise', async () => {
  const { url, recorder, scene } = await recordedScene();
  const { taskId, held } = await scene.accept();
  await scene.call({ name: 'complete', taskId, leaseToken: held?.leaseToken ?? '' });
  const failed = await scene.accept();
  await scene.call({ name: 'cancel', userId: scene.userId, taskId: failed.taskId });
  await scene.accept();
  await scene.sql`drop schema history cascade`;
  await recordDatabase(url);
  const { checks, counts } = checkHistory({
    database: await recorder.events(),
    client: new ClientLog(),
    limits: LIMITS,
  });
  expect(checks.flatMap(({ violations }) => violations)).toEqual([]);
  expect(counts).toMatchObject({
    transactions: 1,
    tasks: 3,
    completed: 1,
    canceled: 1,
    charges: 3,
    refunds: 1,
  });
  await scene.close();
});

test('a deleted account takes its tasks and its ledger with it', async () => {
  const { recorder, scene } = await recordedScene();
  await scene.accept();
  await scene.sql`delete from auth.users where id = ${scene.userId}`;
  const { checks } = checkHistory({
    database: await recorder.events(),
    client: new ClientLog(),
    limits: LIMITS,
    final: true,
  });
  expect(checks.flatMap(({ violations }) => violations)).toEqual([]);
  await scene.close();
});

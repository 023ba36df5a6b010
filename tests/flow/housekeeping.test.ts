import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GalleryResponse } from '@/lib/gallery/schema';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { ended, generate, until } from '@/tests/support/follow';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';
import { seedPictures } from '@/tests/support/seed-pictures';
import { waitUntil } from '@/tests/support/wait-until';

let gemini: GeminiServer;
let app: AppOnPostgres;
let account: Account;

beforeAll(async () => {
  gemini = await startGeminiServer();
  app = await startAppOnPostgres({
    VERCEL: '1',
    CRON_SECRET: 'sesame',
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    TASK_SWEEP_SECONDS: '1',
    RATE_LIMIT_PER_MINUTE: '1000',
  });
  gemini.setBehaviour({ kind: 'ok', side: 64 });
  account = await signUp(app);
});
afterAll(async () => {
  await app.close();
  await gemini.close();
});

/** A picture that was deleted a minute ago, by its id. */
async function deletedPicture(): Promise<string> {
  const { taskId } = await generate(account);
  await until(account, taskId, ended);
  expect((await account.api('DELETE', `/api/images/${taskId}`)).status).toBe(204);
  await app.database`update private.object_purges set due_at = clock_timestamp() where task_id = ${taskId}`;
  return taskId;
}

const objectsOf = (taskId: string) =>
  app.database`select name from storage.objects where name like ${`%/${taskId}/%`}`;

test('where pg_cron sweeps all the time, stored objects go all the same: after a look at open tasks', async () => {
  const taskId = await deletedPicture();
  expect(await objectsOf(taskId)).not.toHaveLength(0);
  await waitUntil('its objects are removed, with others sweeping', async () => {
    await app.database`select public.sweep_tasks()`;
    await app.database`select public.clean_up()`;
    expect((await account.api('GET', '/api/generate-image/pending')).status).toBe(200);
    return (await objectsOf(taskId)).length === 0;
  });
});

test('a call of /api/workers removes what is due', async () => {
  const taskId = await deletedPicture();
  const response = await fetch(`${app.url}/api/workers`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sesame' },
  });
  expect(response.status).toBe(200);
  await waitUntil('its objects are removed', async () => (await objectsOf(taskId)).length === 0);
});

test('a topic of 40,000 pictures is deleted while its owner goes on; when it is answered nothing of it is left', async () => {
  await seedPictures(app.database, account.id, 40_000, { topics: [{ title: 'Herons', batches: 10_000 }] });
  const [topic] = await app.database`select id from public.topics where user_id = ${account.id}`;
  let accepted = 0;
  let answered = false;
  const deleted = account.api('DELETE', `/api/topics/${topic?.id}`).finally(() => {
    answered = true;
  });
  while (!answered) {
    await until(account, (await generate(account)).taskId, () => true);
    accepted += 1;
    await wait(500);
  }
  expect((await deleted).status).toBe(204);
  // A deletion that locks the account or the database for as long as it takes lets none through, or one.
  expect(accepted).toBeGreaterThan(2);
  expect((await account.api('GET', `/api/topics/${topic?.id}`)).status).toBe(404);
  const gallery = (await (await account.api('GET', '/api/gallery?limit=100')).json()) as GalleryResponse;
  expect(gallery.tasks.filter(({ topicId }) => topicId === topic?.id)).toEqual([]);
  const [left] = await app.database`
    select count(*)::int as count from public.batches where topic_id = ${String(topic?.id)}`;
  expect(left?.count).toBe(0);
});

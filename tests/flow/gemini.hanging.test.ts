import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { balance, ended, generate, poll, until } from '@/tests/support/follow';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';

let gemini: GeminiServer;
let app: TestApp;
let account: Account;

beforeAll(async () => {
  gemini = await startGeminiServer();
  app = await startApp({ GEMINI_API_KEY: 'test-key', GOOGLE_GEMINI_BASE_URL: gemini.url });
});
beforeEach(async () => {
  account = await signUp(app);
  gemini.hold();
});
afterAll(async () => {
  await app.close();
  await gemini.close();
});

test('the 202 comes while the provider is still hanging, and reading costs the provider nothing', async () => {
  const { status, taskId } = await generate(account);
  expect(status).toBe('processing');
  expect(await poll(account, taskId)).toMatchObject({ status: 'processing', attempt: 1, images: [] });
  const pending = await (await account.api('GET', '/api/generate-image/pending')).json();
  expect(pending).toMatchObject({ pendingTasks: [{ taskId }], nextPollMs: expect.any(Number) });
  expect(await (await account.api('GET', `/api/jobs/${taskId}`)).json()).toMatchObject({
    id: taskId,
    status: 'processing',
    progress: 0,
  });
  gemini.release();
  expect((await until(account, taskId, ended)).status).toBe('completed');
  expect(await (await account.api('GET', `/api/jobs/${taskId}`)).json()).toMatchObject({
    progress: 1,
    result: { images: [{ id: taskId }] },
    error: null,
  });
});

test('with a limit of 4, the fifth waits with its position and starts by itself when a place is free', async () => {
  await generate(account, { count: 4 });
  const fifth = await generate(account);
  expect(fifth.status).toBe('queued');
  expect(await poll(account, fifth.taskId)).toMatchObject({ status: 'queued', queuePosition: 1, attempt: 0 });
  gemini.release();
  expect((await until(account, fifth.taskId, ended)).status).toBe('completed');
});

test('the same ids at the same time: one charge, the same answer; another body conflicts', async () => {
  const taskIds = [randomUUID(), randomUUID()];
  const ask = (prompt: string) => account.api('POST', '/api/generate-image', { prompt, count: 2, taskIds });
  const responses = await Promise.all([ask('twice'), ask('twice'), ask('twice')]);
  expect(responses.map(({ status }) => status)).toEqual([202, 202, 202]);
  const bodies = await Promise.all(responses.map((response) => response.json()));
  expect(bodies[1]).toEqual(bodies[0]);
  expect(bodies[2]).toEqual(bodies[0]);
  expect((await ask('otherwise')).status).toBe(409);
  expect(await balance(account)).toBe(992);
  gemini.release();
  for (const taskId of taskIds) await until(account, taskId, ended);
});

test("cancel: the provider's connection is closed at once and the credits are back", async () => {
  const before = gemini.requests.length;
  const { taskId } = await generate(account);
  const request = (await gemini.received(before + 1)).at(-1);
  const response = await account.api('POST', `/api/generate-image/${taskId}/cancel`);
  expect(await response.json()).toMatchObject({ taskId, status: 'canceled', images: [] });
  await request?.closed;
  expect(request?.aborted).toBe(true);
  expect(await balance(account)).toBe(1000);
  gemini.release();
});

test('four open tasks are asked for in one request; known versions are left out', async () => {
  const { taskIds } = await generate(account, { count: 4 });
  const ask = async (known?: Record<string, number>) => {
    const response = await account.api('POST', '/api/generate-image/polling', {
      taskIds,
      ...(known && { known }),
    });
    return (await response.json()) as {
      tasks: { taskId: string; version: number }[];
      missing: string[];
      nextPollMs: number;
    };
  };
  const all = await ask();
  expect(all.tasks.map(({ taskId }) => taskId).sort()).toEqual([...taskIds].sort());
  const known = Object.fromEntries(all.tasks.map(({ taskId, version }) => [taskId, version]));
  expect(await ask(known)).toMatchObject({ tasks: [], missing: [], nextPollMs: expect.any(Number) });
  gemini.release();
  await until(account, taskIds[0] ?? '', ended);
  expect((await ask(known)).tasks.map(({ taskId }) => taskId)).toContain(taskIds[0]);
});

test('a deleted picture is hidden at once, comes back within a minute, and its task stays completed', async () => {
  gemini.release();
  const { taskId } = await generate(account);
  await until(account, taskId, ended);
  expect((await account.api('DELETE', `/api/images/${taskId}`)).status).toBe(204);
  expect(await poll(account, taskId)).toMatchObject({ status: 'completed', images: [] });
  expect((await account.api('GET', `/api/images/${taskId}`)).status).toBe(404);
  expect((await account.api('POST', `/api/images/${taskId}/restore`)).status).toBe(200);
  expect((await account.api('GET', `/api/images/${taskId}`)).status).toBe(200);
});

test('a batch list pages by cursor, newest first', async () => {
  gemini.release();
  const prompts = ['one', 'two', 'three'];
  for (const prompt of prompts) await generate(account, { prompt });
  const seen: string[] = [];
  let cursor = '';
  do {
    const response = await account.api('GET', `/api/batches?limit=2${cursor && `&cursor=${cursor}`}`);
    const page = (await response.json()) as { batches: { prompt: string }[]; nextCursor: string | null };
    seen.push(...page.batches.map(({ prompt }) => prompt));
    cursor = page.nextCursor ?? '';
  } while (cursor);
  expect(seen).toEqual(['three', 'two', 'one']);
});

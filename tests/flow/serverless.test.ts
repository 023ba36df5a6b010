import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { ended, generate, until } from '@/tests/support/follow';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';

let gemini: GeminiServer;
let app: TestApp;
let account: Account;

beforeAll(async () => {
  gemini = await startGeminiServer();
  app = await startApp({
    VERCEL: '1',
    CRON_SECRET: 'sesame',
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    MAX_RUNNING_PER_USER: '1',
    TASK_RETRY_DELAYS_SECONDS: '1',
  });
  account = await signUp(app);
});
afterAll(async () => {
  await app.close();
  await gemini.close();
});

test('without a loop, the process that answered goes on with what waits for a place or its retry', async () => {
  gemini.setBehaviour(['timeout', 'ok']);
  const { taskIds } = await generate(account, { count: 3 });
  const tasks = await Promise.all(taskIds.map((taskId) => until(account, taskId, ended)));
  expect(tasks.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  expect(tasks.map(({ attempt }) => attempt).sort()).toEqual([1, 1, 2]);
});

test('/api/workers makes what nobody holds and says what it did; a short lease is kept by quicker heartbeats', async () => {
  gemini.setBehaviour({ kind: 'ok', delayMs: 3000 });
  const taskId = randomUUID();
  const { error } = await app.admin().rpc('create_generation', {
    p_user_id: account.id,
    p_task_ids: [taskId],
    p_request: {},
    p_prompt: 'a kite',
    p_model: 'gemini-nano-banana-2.1',
    p_settings: { aspectRatio: '1:1', imageSize: '1K' },
    p_seeds: [1],
    p_price: 1,
    p_stats_key: 'test',
    p_limits: { maxRunning: 0, ratePerMinute: 100, leaseSeconds: 2, retryDelaysSeconds: [5] },
  });
  expect(error).toBeNull();
  const response = await fetch(`${app.url}/api/workers`, { headers: { Authorization: 'Bearer sesame' } });
  expect(await response.json()).toEqual({ claimed: 1, completed: 1, retried: 0, failed: 0, reaped: 0 });
  const task = await until(account, taskId, ended);
  expect([task.status, task.attempt]).toEqual(['completed', 1]);
});

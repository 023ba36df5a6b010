import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { createGeneration } from '@/tests/support/create-generation';
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
  const limits = { maxRunning: 0, leaseSeconds: 2, retryDelaysSeconds: [5] };
  const { error } = await createGeneration(app.admin(), account.id, { taskIds: [taskId], price: 1, limits });
  expect(error).toBeNull();
  const response = await fetch(`${app.url}/api/workers`, { headers: { Authorization: 'Bearer sesame' } });
  expect(await response.json()).toEqual({ claimed: 1, completed: 1, retried: 0, failed: 0, reaped: 0 });
  const task = await until(account, taskId, ended);
  expect([task.status, task.attempt]).toEqual(['completed', 1]);
});

test('/api/metrics gives the figures of all this in the format of Prometheus, to nobody without the secret', async () => {
  const refused = await generate(account, { prompt: 'a kite [[safety]]' });
  await until(account, refused.taskId, ended);
  const ask = (authorization: string) => fetch(`${app.url}/api/metrics`, { headers: { authorization } });
  expect((await ask('Bearer undefined')).status).toBe(401);
  expect((await ask(`Bearer ${account.token}`)).status).toBe(401);

  const response = await ask('Bearer sesame');
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await response.text();
  const line = /^(# (HELP|TYPE) darkroom_\w+ .+|darkroom_\w+(\{(\w+="[^"]*",?)+\})? [\d.e+-]+)$/;
  for (const told of text.trimEnd().split('\n')) expect(told).toMatch(line);

  const value = (name: string) => {
    const told = text.split('\n').find((one) => one.startsWith(`${name} `));
    return Number(told?.slice(name.length));
  };
  const model = 'provider="gemini",model="gemini-nano-banana-2.1",size="1K"';
  const attempts = (outcome: string, code: string) =>
    value(`darkroom_attempts_total{${model},outcome="${outcome}",error_code="${code}"}`);
  expect(attempts('completed', '')).toBe(3);
  expect(attempts('failed', 'provider_timeout')).toBe(1);
  expect(attempts('failed', 'safety_blocked')).toBe(1);
  expect(value(`darkroom_attempt_duration_seconds_count{${model}}`)).toBe(5);
  expect(value(`darkroom_attempt_duration_seconds_bucket{${model},le="+Inf"}`)).toBe(5);
  expect(value(`darkroom_attempt_duration_seconds_bucket{${model},le="240"}`)).toBe(5);
  expect(value(`darkroom_attempt_duration_seconds_sum{${model}}`)).toBeGreaterThan(0);
  expect(value('darkroom_claim_wait_seconds_count')).toBe(6);
  for (const status of ['queued', 'retrying', 'processing'])
    expect(value(`darkroom_open_tasks{status="${status}"}`)).toBe(0);
  expect(value('darkroom_oldest_queued_seconds')).toBe(0);
  expect(value('darkroom_retries_total')).toBe(1);
  expect(value('darkroom_refunds_total')).toBe(1);
  expect(value('darkroom_refunded_credits_total')).toBe(4);
  expect(value('darkroom_lease_rescues_total')).toBe(0);
  expect(value('darkroom_fenced_writes_total')).toBe(0);
  expect(value('darkroom_ledger_drift_credits')).toBe(0);
  expect(Date.now() / 1000 - value('darkroom_last_sweep_timestamp_seconds')).toBeLessThan(60);
});

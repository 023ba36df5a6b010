import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { balance, ended, generate, until } from '@/tests/support/follow';
import { type GeminiBehaviour, type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';

let gemini: GeminiServer;
let app: TestApp;

beforeAll(async () => {
  gemini = await startGeminiServer();
  app = await startApp({
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    TASK_ATTEMPT_TIMEOUT_SECONDS: '2',
    TASK_RETRY_DELAYS_SECONDS: '1,1',
    MAX_RUNNING_PER_USER: '20',
  });
});
afterAll(async () => {
  await app.close();
  await gemini.close();
});

const asked = (prompt: string) => gemini.requests.filter((request) => request.prompt.includes(prompt)).length;

async function ledgerOf(taskId: string) {
  const { data } = await app
    .admin()
    .from('credit_ledger')
    .select('kind, amount')
    .eq('task_id', taskId)
    .order('id');
  return data;
}

/** Makes one picture that ends badly and looks at the card, the money and the calls it took. */
async function follow(account: Account, behaviour: string) {
  const { taskId } = await generate(account, { prompt: `${taskPrefix(behaviour)} [[${behaviour}]]` });
  const task = await until(account, taskId, ended);
  expect(await ledgerOf(taskId)).toEqual([
    { kind: 'charge', amount: -4 },
    { kind: 'refund', amount: 4 },
  ]);
  expect(task.error?.refunded).toBe(true);
  expect(task.error?.message).toMatch(/\.$/);
  return { status: task.status, code: task.error?.code, calls: asked(taskPrefix(behaviour)), task };
}
const taskPrefix = (behaviour: string) => `kite ${behaviour} end`;

describe('final refusals are not asked for again, retryable failures three times in all; credits come back once', () => {
  test.concurrent.each([
    ['safety', 'safety_blocked', 1],
    ['prompt_blocked', 'safety_blocked', 1],
    ['no_image', 'no_image', 1],
    ['says_no_image', 'no_image', 1],
    ['nothing', 'no_image', 2],
    ['no_candidates', 'no_image', 2],
    ['malformed_call', 'no_image', 2],
    ['image_other', 'no_image', 2],
    ['bad_request', 'invalid_request', 1],
    ['auth', 'provider_auth', 1],
    ['auth_in_200', 'provider_auth', 1],
    ['no_billing', 'provider_auth', 1],
    ['quota_0', 'provider_auth', 1],
    ['quota_day', 'provider_quota', 1],
    ['error_500', 'provider_unavailable', 3],
    ['reset', 'provider_unavailable', 3],
    ['broken_json', 'provider_unavailable', 3],
    ['hang', 'provider_timeout', 3],
    ['garbage', 'invalid_image', 3],
    ['truncated', 'invalid_image', 3],
  ])('%s → %s after %i calls', async (behaviour, code, calls) => {
    const account = await signUp(app);
    const ending = await follow(account, behaviour);
    expect(ending).toMatchObject({ status: 'failed', code, calls });
    expect(ending.task.attempt).toBe(calls);
    expect(await balance(account)).toBe(1000);
    if (behaviour === 'quota_day')
      expect(Date.parse(ending.task.error?.retryAt ?? '')).toBeGreaterThan(Date.now());
  });
});

test('nothing without a reason is tried once more after any other failure, and once only', async () => {
  const account = await signUp(app);
  const behaviours: GeminiBehaviour[] = ['error_503', 'nothing', 'nothing', 'ok'];
  gemini.setBehaviour(behaviours);
  const failing = await generate(account, { prompt: 'an unlucky kite' });
  const failed = await until(account, failing.taskId, ended);
  expect([failed.status, failed.error?.code, failed.attempt]).toEqual(['failed', 'no_image', 3]);

  gemini.setBehaviour(['nothing', 'ok']);
  const { taskId } = await generate(account, { prompt: 'a lucky kite' });
  const task = await until(account, taskId, ended);
  expect([task.status, task.attempt]).toEqual(['completed', 2]);
  expect(await ledgerOf(taskId)).toEqual([{ kind: 'charge', amount: -4 }]);
});

test('a quota per minute is retried, not before the delay that the provider names', async () => {
  const account = await signUp(app);
  gemini.setBehaviour([{ kind: 'quota_minute', retryDelay: '3s' }, 'ok']);
  const { taskId } = await generate(account, { prompt: 'a patient kite' });
  const waiting = await until(account, taskId, (task) => task.retryAt !== undefined);
  expect([waiting.status, waiting.attempt, waiting.error]).toEqual(['queued', 1, undefined]);
  const task = await until(account, taskId, ended);
  expect([task.status, task.attempt]).toEqual(['completed', 2]);
  expect(Date.parse(task.startedAt ?? '') - Date.parse(waiting.startedAt ?? '')).toBeGreaterThan(3000);
  expect(await ledgerOf(taskId)).toEqual([{ kind: 'charge', amount: -4 }]);
});

test('while a task waits for its retry it holds none of the places', async () => {
  const account = await signUp(app);
  gemini.setBehaviour((request) =>
    request.prompt.includes('waits') ? { kind: 'quota_minute', retryDelay: '60s' } : 'ok',
  );
  const { taskId } = await generate(account, { prompt: 'a kite that waits' });
  await until(account, taskId, (task) => task.retryAt !== undefined);
  expect((await (await fetch(`${app.url}/api/health`)).json()) as unknown).toMatchObject({
    queue: { processing: 0 },
  });
  const canceled = await account.api('POST', `/api/generate-image/${taskId}/cancel`);
  expect(await canceled.json()).toMatchObject({ status: 'canceled' });
  expect(await balance(account)).toBe(1000);
});

test('trying again is a new task in the same slot, priced again; the old one stays', async () => {
  const account = await signUp(app);
  gemini.setBehaviour('ok');
  const first = await generate(account, { prompt: 'a second chance [[safety]]' });
  const failed = await until(account, first.taskId, ended);
  const newId = crypto.randomUUID();
  const retry = () => account.api('POST', `/api/generate-image/${first.taskId}/retry`, { taskId: newId });
  const answer = await (await retry()).json();
  expect(answer).toMatchObject({ taskId: newId, batchId: first.batchId, credits: { charged: 4 } });
  expect(await (await retry()).json()).toEqual(answer);
  const task = await until(account, newId, ended);
  expect(task.position).toBe(failed.position);
  const { batches } = (await (await account.api('GET', '/api/batches')).json()) as {
    batches: { tasks: { taskId: string }[] }[];
  };
  expect(batches[0]?.tasks.map(({ taskId }) => taskId)).toEqual([first.taskId, newId]);
});

test('storage that fails is retried, that step alone: nothing is bought again', async () => {
  const account = await signUp(app);
  gemini.setBehaviour('ok');
  const admin = app.admin();
  const bucket = { public: false, allowedMimeTypes: ['image/gif'] };
  expect((await admin.storage.updateBucket('generations', bucket)).error).toBeNull();
  const { taskId } = await generate(account, { prompt: 'nowhere to go' });
  const task = await until(account, taskId, ended);
  await admin.storage.updateBucket('generations', {
    public: false,
    allowedMimeTypes: ['image/png', 'image/jpeg', 'image/webp'],
  });
  expect([task.status, task.error?.code, task.attempt]).toEqual(['failed', 'storage_failed', 3]);
  expect(asked('nowhere to go')).toBe(1);
  expect(await balance(account)).toBe(1000);

  await admin.storage.updateBucket('generations', { public: false, allowedMimeTypes: ['image/png'] });
  const second = await generate(account, { prompt: 'half a way' });
  await until(account, second.taskId, (next) => next.retryAt !== undefined);
  await admin.storage.updateBucket('generations', {
    public: false,
    allowedMimeTypes: ['image/png', 'image/jpeg', 'image/webp'],
  });
  expect((await until(account, second.taskId, ended)).status).toBe('completed');
  expect(asked('half a way')).toBe(1);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { createGeneration } from '@/tests/support/create-generation';
import { balance, ended, generate, until } from '@/tests/support/follow';

let app: TestApp;
let account: Account;

beforeAll(async () => {
  app = await startApp({ CRON_SECRET: 'sesame', RATE_LIMIT_PER_MINUTE: '1000' });
  account = await signUp(app);
});
afterAll(() => app.close());

async function errorOf(response: Response) {
  const { error } = (await response.json()) as {
    error: { code: string; message: string; requestId: string; details?: Record<string, unknown> };
  };
  expect(error.message).toMatch(/\.$/);
  expect(error.requestId).toBe(response.headers.get('x-request-id'));
  return { status: response.status, code: error.code, fields: Object.keys(error.details ?? {}) };
}

const invalid = (...fields: string[]) => ({ status: 400, code: 'invalid_request', fields });
const id = randomUUID();

test.each([
  ['nothing', {}, ['prompt']],
  ['an empty prompt', { prompt: ' \n ' }, ['prompt']],
  ['a prompt of another type', { prompt: 5 }, ['prompt']],
  ['a prompt of 2001 characters', { prompt: 'x'.repeat(2001) }, ['prompt']],
  ['a prompt with NUL', { prompt: 'a\0b' }, ['prompt']],
  ['a prompt with half a character', { prompt: 'a\ud800' }, ['prompt']],
  ['an unknown field', { prompt: 'x', steps: 5 }, ['steps']],
  ['an unknown model', { prompt: 'x', model: 'dall-e' }, ['model']],
  [
    'a ratio that the model has not',
    { prompt: 'x', model: 'gemini-3-pro-image', aspectRatio: '1:8' },
    ['aspectRatio'],
  ],
  ['a size that the model has not', { prompt: 'x', imageSize: '512' }, ['imageSize']],
  ['a size from Object.prototype', { prompt: 'x', imageSize: 'toString' }, ['imageSize']],
  ['0 pictures', { prompt: 'x', count: 0 }, ['count']],
  ['5 pictures', { prompt: 'x', count: 5 }, ['count']],
  ['half a picture', { prompt: 'x', count: 1.5 }, ['count']],
  ['a count of another type', { prompt: 'x', count: '2' }, ['count']],
  ['a seed below 0', { prompt: 'x', seed: -1 }, ['seed']],
  ['a seed above the largest', { prompt: 'x', seed: 2_147_483_648 }, ['seed']],
  ['an exclusion of 1001 characters', { prompt: 'x', negativePrompt: 'x'.repeat(1001) }, ['negativePrompt']],
  [
    '15 references',
    { prompt: 'x', referenceIds: Array.from({ length: 15 }, () => randomUUID()) },
    ['referenceIds'],
  ],
  ['a malformed reference', { prompt: 'x', referenceIds: ['me'] }, ['referenceIds.0']],
  ['a malformed topic', { prompt: 'x', topicId: 'me' }, ['topicId']],
  ['malformed ids', { prompt: 'x', taskIds: ['me'] }, ['taskIds.0']],
  ['more ids than pictures', { prompt: 'x', taskIds: [randomUUID(), randomUUID()] }, ['taskIds']],
  ['fewer ids than pictures', { prompt: 'x', count: 2, taskIds: [randomUUID()] }, ['taskIds']],
  ['the same id twice', { prompt: 'x', count: 2, taskIds: [id, id] }, ['taskIds']],
  ['a list', [], ['body']],
  ['null', null, ['body']],
])('POST /api/generate-image refuses %s', async (_, body, fields) => {
  expect(await errorOf(await account.api('POST', '/api/generate-image', body))).toEqual(invalid(...fields));
});

test.each([
  ['no id', {}, ['taskIds']],
  ['both forms', { taskId: id, taskIds: [id] }, ['taskIds']],
  ['an empty list', { taskIds: [] }, ['taskIds']],
  ['51 ids', { taskIds: Array.from({ length: 51 }, () => randomUUID()) }, ['taskIds']],
  ['a malformed id', { taskId: 'me' }, ['taskId']],
  ['a known version of another type', { taskIds: [id], known: { [id]: 'one' } }, [`known.${id}`]],
  ['an unknown field', { taskId: id, since: 1 }, ['since']],
])('polling refuses %s', async (_, body, fields) => {
  expect(await errorOf(await account.api('POST', '/api/generate-image/polling', body))).toEqual(
    invalid(...fields),
  );
});

test.each([
  ['GET', '/api/batches?limit=0', 'limit'],
  ['GET', '/api/batches?limit=101', 'limit'],
  ['GET', '/api/batches?limit=x', 'limit'],
  ['GET', '/api/batches?cursor=x', 'cursor'],
  [
    'GET',
    `/api/batches?cursor=${Buffer.from('["2020-01-01T00:00:00Z","x\\"),id.gt.(\\""]').toString('base64url')}`,
    'cursor',
  ],
  [
    'GET',
    `/api/batches?cursor=${Buffer.from(`["0000-01-01T00:00:00Z","${id}"]`).toString('base64url')}`,
    'cursor',
  ],
  ['GET', '/api/batches?topicId=x', 'topicId'],
  ['GET', '/api/credits?limit=-1', 'limit'],
  ['GET', '/api/credits?cursor=e30', 'cursor'],
])('%s %s is refused for its %s', async (method, path, field) => {
  expect(await errorOf(await account.api(method, path))).toEqual(invalid(field));
});

test.each([
  ['POST', '/api/generate-image/polling', { taskId: id }],
  ['POST', `/api/generate-image/${id}/cancel`, undefined],
  ['POST', `/api/generate-image/${id}/retry`, undefined],
  ['POST', '/api/generate-image/me/cancel', undefined],
  ['POST', '/api/generate-image/me/retry', undefined],
  ['GET', `/api/images/${id}`, undefined],
  ['GET', '/api/images/me', undefined],
  ['DELETE', `/api/images/${id}`, undefined],
  ['DELETE', '/api/images/me', undefined],
  ['POST', `/api/images/${id}/restore`, undefined],
  ['GET', `/api/jobs/${id}`, undefined],
  ['GET', '/api/jobs/me', undefined],
  ['GET', '/api/jobs/%00', undefined],
  ['GET', '/api/jobs/%E0%A4%A', undefined],
  ['POST', '/api/generate-image/%ff/cancel', undefined],
  ['POST', '/api/generate', undefined],
  ['POST', '/api/generate-image', { prompt: 'x', topicId: id }],
  ['POST', '/api/generate-image', { prompt: 'x', referenceIds: [id] }],
])('%s %s: an id that does not exist is not found', async (method, path, body) => {
  expect(await errorOf(await account.api(method, path, body))).toMatchObject({
    status: 404,
    code: 'not_found',
  });
});

const routes: [string, string][] = [
  ['POST', '/api/generate-image'],
  ['POST', '/api/generate-image/polling'],
  ['GET', '/api/generate-image/pending'],
  ['POST', `/api/generate-image/${id}/cancel`],
  ['POST', `/api/generate-image/${id}/retry`],
  ['GET', '/api/batches'],
  ['GET', `/api/images/${id}`],
  ['DELETE', `/api/images/${id}`],
  ['POST', `/api/images/${id}/restore`],
  ['GET', `/api/jobs/${id}`],
  ['GET', '/api/credits'],
];

test.each(routes)('%s %s needs a session', async (method, path) => {
  const unauthenticated = { status: 401, code: 'unauthenticated' };
  expect(await errorOf(await fetch(app.url + path, { method }))).toMatchObject(unauthenticated);
  for (const token of [
    'nonsense',
    'undefined',
    'a.b.c',
    'e30.e30.e30',
    `${account.token.slice(0, -4)}AAAA`,
    app.publishableKey(),
  ]) {
    const response = await fetch(app.url + path, { method, headers: { Authorization: `Bearer ${token}` } });
    expect(await errorOf(response)).toMatchObject(unauthenticated);
  }
});

const bodies = routes.filter(([method, path]) => method === 'POST' && !path.startsWith('/api/images'));

test.each(bodies)('%s %s takes JSON only, and at most 64 KB of it', async (method, path) => {
  const send = (body: string, type: string) =>
    fetch(app.url + path, {
      method,
      body,
      headers: { Authorization: `Bearer ${account.token}`, 'Content-Type': type },
    });
  expect(await errorOf(await send('{"prompt":', 'application/json'))).toEqual(invalid('body'));
  expect(await errorOf(await send('prompt=x', 'application/x-www-form-urlencoded'))).toMatchObject({
    status: 415,
  });
  expect(await errorOf(await send(`{"prompt":"${'x'.repeat(70_000)}"}`, 'application/json'))).toMatchObject({
    status: 413,
    code: 'payload_too_large',
  });
});

test('a body that is too large is refused also when it does not say how large it is', async () => {
  const chunk = new TextEncoder().encode(' '.repeat(10_000));
  let sent = 0;
  const body = new ReadableStream({
    pull: (controller) => (sent++ < 10 ? controller.enqueue(chunk) : controller.close()),
  });
  const response = await fetch(`${app.url}/api/generate-image`, {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { Authorization: `Bearer ${account.token}`, 'Content-Type': 'application/json' },
  } as RequestInit);
  expect(await errorOf(response)).toMatchObject({ status: 413 });
});

test('nothing of all this was charged or written', async () => {
  expect(await balance(account)).toBe(1000);
  const { batches } = (await (await account.api('GET', '/api/batches')).json()) as { batches: unknown[] };
  expect(batches).toEqual([]);
});

test('limits are inclusive: 2000 characters that take two code units each, 1000 to exclude, the largest seed', async () => {
  const { taskId } = await generate(account, {
    prompt: `  ${'🌊'.repeat(2000)}  `,
    negativePrompt: 'n'.repeat(1000),
    seed: 2_147_483_647,
  });
  const task = await until(account, taskId, ended);
  expect([task.status, task.prompt, task.images[0]?.seed]).toEqual([
    'completed',
    '🌊'.repeat(2000),
    2_147_483_647,
  ]);
});

test('a terminal task cannot be canceled, an open one neither retried nor deleted', async () => {
  const conflict = { status: 409, code: 'conflict' };
  const { taskId } = await generate(account);
  expect(await errorOf(await account.api('POST', `/api/generate-image/${taskId}/retry`))).toMatchObject(
    conflict,
  );
  expect(await errorOf(await account.api('DELETE', `/api/images/${taskId}`))).toMatchObject(conflict);
  await until(account, taskId, ended);
  expect(await errorOf(await account.api('POST', `/api/generate-image/${taskId}/cancel`))).toMatchObject(
    conflict,
  );
});

test('without enough credits: 402 with what is required and what is there', async () => {
  const poor = await signUp(app);
  await createGeneration(app.admin(), poor.id, { price: 998, limits: { maxRunning: 0 } });
  const response = await poor.api('POST', '/api/generate-image', { prompt: 'x' });
  expect(await response.json()).toMatchObject({
    error: { code: 'insufficient_credits', details: { required: 4, balance: 2 } },
  });
  expect(response.status).toBe(402);
});

test.each([
  ['GET', '/api/workers'],
  ['POST', '/api/workers'],
  ['GET', '/api/metrics'],
])('%s %s lets only the cron secret pass', async (method, path) => {
  for (const authorization of [
    '',
    'Bearer undefined',
    'Bearer ',
    'sesame',
    'Bearer sesame2',
    `Bearer ${account.token}`,
  ]) {
    const refusal = await fetch(app.url + path, { method, headers: { Authorization: authorization } });
    expect(await errorOf(refusal)).toMatchObject({ status: 401, code: 'unauthenticated' });
  }
  const answer = await fetch(app.url + path, { method, headers: { Authorization: 'Bearer sesame' } });
  expect(answer.status).toBe(200);
  if (path === '/api/workers')
    expect(Object.keys((await answer.json()) as object)).toEqual([
      'claimed',
      'completed',
      'retried',
      'failed',
      'reaped',
    ]);
});

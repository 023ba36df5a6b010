import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pendingResponseSchema, pollResponseSchema } from '@/lib/generation/schema';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { startTestSupabase, type TestSupabase } from '@/tests/support/embedded';
import { balance, generate } from '@/tests/support/follow';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';

let supabase: TestSupabase;
let gemini: GeminiServer;
let app: TestApp;
let account: Account;

interface Seen {
  call: string;
  authorization: string | undefined;
  body: string;
}

const seen: Seen[] = [];

/** Passes requests on to Supabase and notes each; the app knows no other address. */
const proxy = createServer((incoming: IncomingMessage, outgoing: ServerResponse) => {
  const { url, method, headers } = incoming;
  const note: Seen = {
    call: `${method} ${url?.split('?')[0]}`,
    authorization: headers.authorization,
    body: '',
  };
  seen.push(note);
  incoming.on('data', (chunk) => {
    note.body += chunk;
  });
  const onward = forward(supabase.url + url, { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
});

beforeAll(async () => {
  supabase = await startTestSupabase({ driver: 'pglite' });
  gemini = await startGeminiServer();
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  app = await startApp({
    SUPABASE_URL: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
    SUPABASE_SECRET_KEY: supabase.secretKey,
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
  });
  account = await signUp({
    url: app.url,
    supabaseUrl: supabase.url,
    publishableKey: () => supabase.publishableKey,
  });
});
afterAll(async () => {
  await app.close();
  proxy.closeAllConnections();
  proxy.close();
  await gemini.close();
  await supabase.stop();
});

/**
 * What the app asked Supabase for by a call about these tasks: with the caller's token, or naming her or one of them in what it
 * sent; heartbeats do too. Whatever else goes on in the meantime, however long it is, is not counted.
 */
async function askedFor(taskIds: string[], call: () => Promise<unknown>): Promise<string[]> {
  seen.length = 0;
  await call();
  return seen
    .filter(
      ({ authorization, body }) =>
        authorization === `Bearer ${account.token}` ||
        [account.id, ...taskIds].some((id) => body.includes(id)),
    )
    .map((one) => one.call)
    .filter((one) => !/rpc\/heartbeat/.test(one));
}

test('with a Supabase of its own, the app works against that address', async () => {
  expect(await balance(account)).toBe(1000);
});

test('accepting is one call of the database beside the session check, while the provider hangs', async () => {
  gemini.hold();
  const taskIds = Array.from({ length: 4 }, () => randomUUID());
  expect(await askedFor(taskIds, () => generate(account, { count: 4, taskIds }))).toEqual([
    'GET /auth/v1/user',
    'POST /rest/v1/rpc/create_generation',
  ]);
});

test('a look at what is open, and whether there is anything newer, is one SELECT beside the session check', async () => {
  const asked = await askedFor([], () => account.api('GET', '/api/generate-image/pending'));
  expect(asked).toEqual(['GET /auth/v1/user', 'POST /rest/v1/rpc/read_pending_tasks']);
});

test('a poll for four tasks is one SELECT beside the session check, and nothing else', async () => {
  const pending = (await (await account.api('GET', '/api/generate-image/pending')).json()) as {
    pendingTasks: { taskId: string }[];
  };
  const taskIds = pending.pendingTasks.map(({ taskId }) => taskId);
  await gemini.received(4);
  const calls = gemini.requests.length;
  const asked = await askedFor(taskIds, () =>
    account.api('POST', '/api/generate-image/polling', { taskIds }),
  );
  expect(asked).toEqual(['GET /auth/v1/user', 'POST /rest/v1/rpc/read_tasks']);
  expect(gemini.requests.length).toBe(calls);
});

test('tasks whose version is known are left out, in fewer than 300 bytes for four, and are not missing', async () => {
  const polled = async (taskIds: string[], known: Record<string, number> = {}) => {
    const response = await account.api('POST', '/api/generate-image/polling', { taskIds, known });
    const body = await response.text();
    return { ...pollResponseSchema.parse(JSON.parse(body)), bytes: Buffer.byteLength(body) };
  };
  const { pendingTasks } = pendingResponseSchema.parse(
    await (await account.api('GET', '/api/generate-image/pending')).json(),
  );
  const taskIds = pendingTasks.map(({ taskId }) => taskId);
  const known = Object.fromEntries(pendingTasks.map(({ taskId, version }) => [taskId, version]));
  const nothing = await polled(taskIds, known);
  expect([taskIds.length, nothing.tasks, nothing.missing]).toEqual([4, [], []]);
  expect(nothing.bytes).toBeLessThan(300);
  expect(nothing.nextPollMs).toBeGreaterThan(0);
  const [first = ''] = taskIds;
  const stranger = crypto.randomUUID();
  const changed = await polled([...taskIds, stranger], { ...known, [first]: 0 });
  expect(changed.tasks.map(({ taskId }) => taskId)).toEqual([first]);
  expect(changed.missing).toEqual([stranger]);
  gemini.release();
});

test('when Supabase cannot be reached the answer is 503 with Retry-After, and health says which part fails', async () => {
  proxy.closeAllConnections();
  proxy.close();
  const response = await account.api('GET', '/api/credits');
  expect([response.status, response.headers.has('retry-after')]).toEqual([503, true]);
  expect(await response.json()).toMatchObject({ error: { code: 'unavailable' } });
  const health = await fetch(`${app.url}/api/health`);
  expect(health.status).toBe(503);
  expect(await health.json()).toMatchObject({ status: 'degraded', database: 'error', storage: 'error' });
});

import { createServerClient } from '@supabase/ssr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCOUNT_HEADER } from '@/lib/http/page-headers';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';

let app: TestApp;
let account: Account;
let cookie: string;

beforeAll(async () => {
  app = await startApp();
  account = await signUp(app);
  const jar = new Map<string, string>();
  const client = createServerClient(app.supabaseUrl, app.publishableKey(), {
    cookies: {
      getAll: () => [...jar].map(([name, value]) => ({ name, value })),
      setAll: (changes) => {
        for (const { name, value } of changes) jar.set(name, value);
      },
    },
  });
  const { error } = await client.auth.signInWithPassword(account);
  expect(error).toBeNull();
  cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
});
afterAll(() => app.close());

const write = (headers: Record<string, string>, path = '/api/generate-image', method = 'POST') =>
  fetch(app.url + path, {
    method,
    headers: { Cookie: cookie, 'Content-Type': 'application/json', ...headers },
    body: method === 'POST' ? '{"prompt":"a kite"}' : null,
  });

test('session cookies read without further ado', async () => {
  const response = await fetch(`${app.url}/api/credits`, { headers: { Cookie: cookie } });
  expect(await response.json()).toMatchObject({ balance: 1000 });
});

/** What a page that was painted for this account asks for. */
const asPageOf = (id: string, path: string, init: RequestInit = {}) =>
  fetch(app.url + path, {
    ...init,
    redirect: 'manual',
    headers: { Cookie: cookie, Origin: app.url, [ACCOUNT_HEADER]: id, ...init.headers },
  });

const upload = () => {
  const body = new FormData();
  body.append('file', new Blob(['no picture']), 'a.png');
  return { method: 'POST', body };
};
const json = (method: string, body: unknown) => ({
  method,
  body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json' },
});

test.each<[string, string, RequestInit?]>([
  ['a poll', '/api/generate-image/pending'],
  ['a generation', '/api/generate-image', json('POST', { prompt: 'a kite' })],
  ['an upload', '/api/upload', upload()],
  ['the gallery', '/api/gallery'],
  ['a ZIP', '/api/images/download', json('POST', { ids: [crypto.randomUUID()] })],
  ['a deletion', `/api/images/${crypto.randomUUID()}`, { method: 'DELETE' }],
  ['a page of the router', '/gallery', { headers: { RSC: '1' } }],
  ['a server action', '/image-generator', { method: 'POST', body: '[]', headers: { 'Next-Action': '0' } }],
])('in a tab of another account, %s is refused in words and does nothing', async (_, path, init) => {
  const before = await read();
  const refused = await asPageOf(crypto.randomUUID(), path, init);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({
    error: {
      code: 'conflict',
      message: expect.stringContaining(account.email),
      details: { signedInAs: account.email },
    },
  });
  expect(await read()).toEqual(before);
  expect((await asPageOf(account.id.toUpperCase(), path, init)).status).not.toBe(409);
});

async function read() {
  const batches = await (await account.api('GET', '/api/batches')).json();
  const { balance } = (await (await account.api('GET', '/api/credits')).json()) as { balance: number };
  return { batches, balance };
}

test('without a session, whoever the page is for is told to sign in', async () => {
  const headers = { [ACCOUNT_HEADER]: account.id };
  expect((await fetch(`${app.url}/api/gallery`, { headers })).status).toBe(401);
});

test.each([
  ['nothing said', {}],
  ['another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://example.com' }],
  ['another origin of the same site', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1:1' }],
  ['an opaque origin', { Origin: 'null' }],
])('a write by cookie is forbidden with %s', async (_, headers) => {
  const response = await write(headers as Record<string, string>);
  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ error: { code: 'forbidden' } });
  const id = crypto.randomUUID();
  expect((await write(headers as Record<string, string>, `/api/images/${id}`, 'DELETE')).status).toBe(403);
});

test.each([
  ['the browser says that it comes from our page', () => ({ 'Sec-Fetch-Site': 'same-origin' })],
  ['its origin is ours', () => ({ Origin: app.url })],
])('a write by cookie is accepted when %s', async (_, headers) => {
  expect((await write(headers())).status).toBe(202);
});

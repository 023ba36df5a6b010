import { createServerClient } from '@supabase/ssr';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACCOUNT_HEADER } from '@/lib/http/account-header';
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

test('a page of another account, signed in before in this browser, is told to sign in', async () => {
  const read = (id: string) =>
    fetch(`${app.url}/api/generate-image/pending`, { headers: { Cookie: cookie, [ACCOUNT_HEADER]: id } });
  expect((await read(account.id)).status).toBe(200);
  const refused = await read(crypto.randomUUID());
  expect([refused.status, await refused.json()]).toMatchObject([401, { error: { code: 'unauthenticated' } }]);
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

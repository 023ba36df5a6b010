import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { embeddedKeys } from '@/lib/supabase/embedded/keys';
import { supabaseFetch } from './session-cookie';

const REFRESH = 'http://here.invalid/auth/v1/token?grant_type=refresh_token';

async function asked(url: string, body: unknown): Promise<{ status: number; calls: number }> {
  const service = vi.fn(async () => new Response(null, { status: 204 }));
  vi.stubGlobal('fetch', service);
  const { status } = await supabaseFetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status, calls: service.mock.calls.length };
}

test.each([{}, [], true, null, 5, '', 'a\0b', 'a b', 'x'.repeat(2001)])(
  '%j is no refresh token: nobody is asked',
  async (token) => {
    expect(await asked(REFRESH, { refresh_token: token })).toEqual({ status: 400, calls: 0 });
  },
);

test('a refresh token and everything else go to the service', async () => {
  expect(await asked(REFRESH, { refresh_token: 'v4nh-Zk_9.a' })).toEqual({ status: 204, calls: 1 });
  expect(await asked('http://here.invalid/auth/v1/token?grant_type=password', {})).toEqual({
    status: 204,
    calls: 1,
  });
});

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkroom-cookie-'));
  for (const name of ['SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY', 'APP_URL'])
    vi.stubEnv(name, undefined);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The installation whose data is in that folder, after another start. */
async function installation(name: string) {
  vi.resetModules();
  vi.stubEnv('DATA_DIR', join(folder, name));
  return import('@/lib/auth/session-cookie');
}

function sessionOf(name: string): string {
  const { jwtSecret } = embeddedKeys({
    DATA_DIR: join(folder, name),
    SUPABASE_PUBLISHABLE_KEY: undefined,
    SUPABASE_SECRET_KEY: undefined,
  });
  const unsigned = `e30.${Buffer.from('{"sub":"1"}').toString('base64url')}`;
  const signature = createHmac('sha256', jwtSecret).update(unsigned).digest('base64url');
  const stored = JSON.stringify({ access_token: `${unsigned}.${signature}`, refresh_token: 'x' });
  return `base64-${Buffer.from(stored).toString('base64url')}`;
}

test('two installations on one host have names of their own, which a restart keeps', async () => {
  const names = [];
  for (const name of ['a', 'b', 'a']) names.push((await installation(name)).cookieName('session'));
  expect(names[0]).toMatch(/^darkroom-[0-9a-f]{8}-session$/);
  expect(names[0]).not.toBe(names[1]);
  expect(names[2]).toBe(names[0]);
});

test('a session under the shared name of before is carried over by its own installation, and left alone by another', async () => {
  const value = sessionOf('a');
  const jar = [
    { name: 'sb-127-auth-token.1', value: value.slice(40) },
    { name: 'sb-127-auth-token.0', value: value.slice(0, 40) },
    { name: 'locale', value: 'en' },
  ];
  const own = await installation('a');
  const name = own.cookieName('session');
  expect(own.hasSession(own.readSession(jar))).toBe(true);
  expect(own.readSession(jar)).toContainEqual({ name: `${name}.0`, value: value.slice(0, 40) });
  const changed = own.withoutOthers([{ name, value: 'new', options: {} }], jar);
  expect(changed.map((change) => [change.name, change.value])).toEqual([
    [name, 'new'],
    ['sb-127-auth-token.1', ''],
    ['sb-127-auth-token.0', ''],
  ]);
  // Under its new name the session goes before what is left of another's.
  const both = [...jar, { name, value: sessionOf('b') }];
  expect(own.readSession(both)).toEqual(both);

  const other = await installation('b');
  expect(other.readSession(jar)).toEqual(jar);
  expect(other.withoutOthers([], jar)).toEqual([]);
});

test.each([
  '',
  'base64-',
  'base64-%%%',
  '{',
  `base64-${Buffer.from('{"access_token":"a"}').toString('base64url')}`,
])('what holds no session of ours (%j) is not carried over', async (value) => {
  const { readSession } = await installation('a');
  const jar = [{ name: 'sb-127-auth-token', value }];
  expect(readSession(jar)).toEqual(jar);
});

test('on a hosted Supabase a former session is carried over only if it is one', async () => {
  vi.stubEnv('SUPABASE_URL', 'https://abc.supabase.co');
  vi.stubEnv('SUPABASE_PUBLISHABLE_KEY', 'sb_publishable_abc');
  vi.stubEnv('SUPABASE_SECRET_KEY', 'sb_secret_abc');
  const { cookieName, readSession } = await installation('a');
  const value = encoded({ access_token: 'a.b.c', refresh_token: 'x' });
  const jar = (stored: string) => [{ name: 'sb-abc-auth-token', value: stored }];
  expect(readSession(jar(value))).toContainEqual({ name: cookieName('session'), value });
  const broken = jar(encoded({ access_token: 'a.b.c', refresh_token: null }));
  expect(readSession(broken)).toEqual(broken);
});

test.each([
  [{ 'x-forwarded-proto': 'https' }, true],
  [{ 'x-forwarded-proto': 'https, http' }, true],
  [{ origin: 'https://a.example', 'x-forwarded-proto': 'http' }, true],
  [{ 'x-forwarded-proto': 'http', origin: 'http://127.0.0.1:3000' }, false],
  [{ host: '127.0.0.1:3000' }, false],
])('after a request with %j it is Secure: %s', async (headers, secure) => {
  const { sessionCookie } = await installation('a');
  expect(sessionCookie(new Headers(headers as unknown as Record<string, string>))).toMatchObject({
    httpOnly: true,
    secure,
  });
});

test('behind an https APP_URL it is Secure for who came by it, and not for who came past it', async () => {
  vi.stubEnv('APP_URL', 'https://darkroom.example');
  const { sessionCookie } = await installation('a');
  expect(sessionCookie(new Headers({ host: 'darkroom.example' })).secure).toBe(true);
  expect(sessionCookie(new Headers({ host: 'localhost:3000' })).secure).toBe(false);
});

const encoded = (stored: unknown) => `base64-${Buffer.from(JSON.stringify(stored)).toString('base64url')}`;

test.each([
  ['no refresh token', encoded({ access_token: 'a.b.c', refresh_token: null, expires_at: 1 })],
  ['no access token', encoded({ refresh_token: 'x' })],
  ['no session', encoded(null)],
  ['no JSON', 'base64-e'],
  ['nothing', ''],
])('a session cookie with %s is left out, and ends with the next change', async (_, value) => {
  const { cookieName, readSession, withoutOthers } = await installation('one');
  const name = cookieName('session');
  const [broken, other] = [
    { name, value },
    { name: 'theme', value: 'dark' },
  ];
  expect(readSession([broken, other])).toEqual([other]);
  const change = { name: `${name}.0`, value: 'new', options: {} };
  expect(withoutOthers([change], [broken, other]).map((one) => [one.name, one.value])).toEqual([
    [`${name}.0`, 'new'],
    [name, ''],
  ]);
  expect(withoutOthers([{ ...change, name }], [broken])).toEqual([{ ...change, name }]);
});

test('a session in parts is read whole', async () => {
  const { cookieName, readSession } = await installation('one');
  const value = encoded({ access_token: 'a.b.c', refresh_token: 'x', padding: 'y'.repeat(100) });
  const parts = [value.slice(0, 60), value.slice(60)].map((part, index) => ({
    name: `${cookieName('session')}.${index}`,
    value: part,
  }));
  expect(readSession(parts)).toEqual(parts);
  expect(readSession(parts.slice(1))).toEqual([]);
});

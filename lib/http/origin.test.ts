import { networkInterfaces } from 'node:os';
import { beforeEach, expect, test, vi } from 'vitest';

/** Settings are read once: each installation needs a fresh copy of the module. */
async function answers(headers: Record<string, string>, settings: Record<string, string> = {}) {
  vi.resetModules();
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { isAnswered } = await import('./origin');
  return isAnswered(new Headers(headers));
}

beforeEach(() => {
  for (const name of ['SUPABASE_URL', 'NEXT_PUBLIC_SUPABASE_URL', 'HOST', 'APP_URL'])
    vi.stubEnv(name, undefined);
});

test.each([
  'localhost',
  'localhost:3000',
  'LocalHost:3000',
  'localhost.',
  'localhost.:3000',
  'darkroom.localhost',
  '127.0.0.1',
  '127.0.0.1:3000',
  '127.8.7.6',
  '[::1]:3000',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]:3000',
])('%s is loopback', async (host) => {
  expect(await answers({ host })).toBe(true);
  expect(await answers({ host: 'localhost', 'x-forwarded-host': host })).toBe(true);
});

test.each([
  'evil.example',
  'evil.example:3000',
  'EVIL.example.',
  'localhost.evil.example',
  'localhost-evil.example',
  'notlocalhost',
  '127.0.0.1.evil.example',
  '127.0.0.1.nip.io',
  '128.0.0.1',
  '203.0.113.9',
  '0.0.0.0:3000',
  '[::]',
  '[2001:db8::1]:3000',
  '[::ffff:203.0.113.9]',
  'evil.example#localhost',
  'evil.example/localhost',
  'localhost@evil.example',
  'evil.example\\localhost',
  'localhost, evil.example',
  'evil.example, localhost',
  'local host',
  '%6cocalhost',
  ':3000',
  '[::1',
  'localhost:99999',
])('%s is somebody else', async (host) => {
  expect(await answers({ host })).toBe(false);
  // Neither word can make the other good.
  expect(await answers({ host, 'x-forwarded-host': 'localhost:3000' })).toBe(false);
  expect(await answers({ host: 'localhost:3000', 'x-forwarded-host': host })).toBe(false);
});

test('HOST, APP_URL and the addresses of this machine are answered too, whatever the port', async () => {
  const settings = {
    HOST: 'Studio.lan',
    APP_URL: 'https://Darkroom.example/, http://two.example:8080',
  };
  for (const host of ['studio.lan:3000', 'darkroom.example', 'DARKROOM.example:8443', 'two.example'])
    expect([host, await answers({ host }, settings)]).toEqual([host, true]);
  expect(await answers({ host: 'three.example' }, settings)).toBe(false);
  expect(await answers({ host: '0.0.0.0:3000' }, { HOST: '0.0.0.0' })).toBe(true);
  for (const own of Object.values(networkInterfaces()).flat()) {
    const host = own?.family === 'IPv6' ? `[${own.address}]:3000` : `${own?.address}:3000`;
    expect([host, await answers({ host })]).toEqual([host, true]);
  }
});

test('a request that names no host, and any with a Supabase project, is answered', async () => {
  expect(await answers({})).toBe(true);
  const hosted = {
    SUPABASE_URL: 'https://a.supabase.co',
    SUPABASE_PUBLISHABLE_KEY: 'p',
    SUPABASE_SECRET_KEY: 's',
  };
  expect(await answers({ host: 'anything.example' }, hosted)).toBe(true);
});

beforeEach(() => vi.stubEnv('APP_URL', undefined));

async function look(headers: Record<string, string>, appUrl?: string) {
  vi.resetModules();
  vi.stubEnv('APP_URL', appUrl);
  const { isSameOrigin, seenOrigin } = await import('./origin');
  const given = new Headers(headers);
  return [isSameOrigin({ headers: given }), seenOrigin(given)];
}

const inside = '127.0.0.1:3000';

test.each([
  ['no proxy', { host: 'a.example:3000', origin: 'http://a.example:3000' }],
  [
    'nginx that keeps the name alone',
    { host: 'a.example', origin: 'http://a.example:8080', 'sec-fetch-site': 'same-origin' },
  ],
  [
    'nginx as it comes, over https',
    { host: inside, origin: 'https://a.example', 'sec-fetch-site': 'same-origin' },
  ],
  ['Caddy', { host: 'a.example', 'x-forwarded-host': 'a.example', origin: 'https://a.example' }],
  ['a port that goes without saying', { host: 'a.example:443', origin: 'https://a.example' }],
  ['two proxies', { host: inside, 'x-forwarded-host': 'a.example, b.internal', origin: 'http://a.example' }],
  [
    'a forwarder that names itself, from a local browser',
    { host: inside, 'x-forwarded-host': 'tunnel.example', origin: `http://${inside}` },
  ],
  ['capitals', { host: 'A.example', origin: 'http://a.example' }],
])('behind %s our own page is our own', async (_, headers) => {
  expect(await look(headers)).toEqual([true, headers.origin]);
});

test.each([
  ['another site', { host: inside, origin: 'https://evil.example' }],
  ['another port', { host: 'a.example:3000', origin: 'http://a.example:4000' }],
  ['another site of the same host', { host: 'a.example', origin: 'http://b.a.example' }],
  ['an opaque origin', { host: inside, origin: 'null' }],
  ['no origin', { host: inside }],
  ['garbage', { host: '[', origin: 'http://[' }],
])('%s is not', async (_, headers) => {
  expect((await look(headers as unknown as Record<string, string>))[0]).toBe(false);
});

test('APP_URL is ours whatever a proxy says, each of several', async () => {
  const urls = 'https://a.example/, http://b.example:8080';
  expect(await look({ host: inside, origin: 'https://a.example' }, urls)).toEqual([
    true,
    'https://a.example',
  ]);
  expect(await look({ host: inside, origin: 'http://b.example:8080' }, urls)).toEqual([
    true,
    'http://b.example:8080',
  ]);
  expect((await look({ host: inside, origin: 'http://a.example' }, urls))[0]).toBe(false);
});

test('without a word from the browser the address is APP_URL, or what was asked', async () => {
  const urls = 'https://a.example, http://b.example:8080';
  expect((await look({ host: 'b.example' }, urls))[1]).toBe('http://b.example:8080');
  expect((await look({ host: inside }, urls))[1]).toBe('https://a.example');
  expect((await look({ host: inside }))[1]).toBe(`http://${inside}`);
  expect((await look({ host: 'c.example', 'x-forwarded-proto': 'https' }))[1]).toBe('https://c.example');
  expect((await look({ host: 'c.example', origin: 'null' }))[1]).toBe('http://c.example');
});

import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectKeys } from '@/lib/storage/object-key';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { startCountingProxy } from '@/tests/support/counting-proxy';
import { startTestSupabase, type TestSupabase } from '@/tests/support/embedded';
import { ended, generate, until } from '@/tests/support/follow';
import { groupMemory } from '@/tests/support/group-memory';

const MB = 1024 * 1024;
/** What sockets on the way take up by themselves. */
const IN_SOCKETS = 16 * MB;

let supabase: TestSupabase;
let proxy: Awaited<ReturnType<typeof startCountingProxy>>;
let app: TestApp;
let owner: Account;
let large: { id: string; bytes: Buffer };
let huge: { id: string; bytes: Buffer };

const objects = () =>
  createClient(supabase.url, supabase.secretKey, { auth: { persistSession: false } }).storage.from(
    'generations',
  );

/** A finished picture whose original has so many bytes. */
async function pictureOf(size: number) {
  const { taskId: id } = await generate(owner);
  await until(owner, id, ended);
  const { original } = objectKeys(owner.id, id);
  const bytes = randomBytes(size);
  await objects().remove([original]);
  const { error } = await objects().upload(original, bytes, { contentType: 'image/png' });
  if (error) throw error;
  return { id, bytes };
}

beforeAll(async () => {
  supabase = await startTestSupabase({ driver: 'pglite' });
  proxy = await startCountingProxy(supabase.url);
  app = await startApp({
    SUPABASE_URL: proxy.url,
    SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
    SUPABASE_SECRET_KEY: supabase.secretKey,
  });
  const { url: supabaseUrl, publishableKey } = supabase;
  owner = await signUp({ url: app.url, supabaseUrl, publishableKey: () => publishableKey });
  large = await pictureOf(20 * MB);
  huge = await pictureOf(48 * MB);
}, 300_000);
afterAll(async () => {
  await app.close();
  await proxy.close();
  await supabase.stop();
});

const get = (id: string, headers = {}) => owner.api('GET', `/api/images/${id}`, undefined, headers);

/** MB that the app's processes take more than before, at the most. */
async function grown(work: () => Promise<unknown>): Promise<number> {
  const before = groupMemory(app.pid());
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, groupMemory(app.pid()));
  }, 50);
  try {
    await work();
  } finally {
    clearInterval(watching);
  }
  return Math.round((most - before) / MB);
}

/** Resolves when nothing has come from storage for a while. */
async function still(): Promise<void> {
  for (let before = -1; before !== proxy.counts.bytes; await wait(300)) before = proxy.counts.bytes;
}

test('150 HEADs of a picture of 20 MB read none of it', async () => {
  proxy.reset();
  const megabytes = await grown(async () => {
    // In rounds: each checks a session and a row, and the embedded database answers one at a time.
    for (let round = 0; round < 10; round++) {
      const heads = Array.from({ length: 15 }, () => owner.api('HEAD', `/api/images/${large.id}`));
      for (const { status, headers } of await Promise.all(heads))
        expect([status, headers.get('content-type')]).toEqual([200, 'image/png']);
    }
  });
  expect(proxy.counts).toEqual({ requests: 0, bytes: 0 });
  expect(megabytes).toBeLessThan(150);
});

test('nor does whoever has it already', async () => {
  proxy.reset();
  const { status } = await get(large.id, { 'If-None-Match': `"${large.id}-original"` });
  expect([status, proxy.counts.bytes]).toEqual([304, 0]);
});

test.each([
  ['of 100 bytes', 'bytes=10000000-10000099', 10_000_000, 10_000_100],
  ['at the end', 'bytes=-100', 20 * MB - 100, 20 * MB],
  ['beyond the end', `bytes=${20 * MB - 50}-${30 * MB}`, 20 * MB - 50, 20 * MB],
])('a range %s reads that range', async (_, range, start, end) => {
  proxy.reset();
  const answer = await get(large.id, { Range: range });
  expect([answer.status, answer.headers.get('content-range')]).toEqual([
    206,
    `bytes ${start}-${end - 1}/${20 * MB}`,
  ]);
  expect(Buffer.from(await answer.arrayBuffer()).equals(large.bytes.subarray(start, end))).toBe(true);
  expect(proxy.counts.bytes).toBeLessThan(2000);
});

test('a range that is not there reads nothing', async () => {
  proxy.reset();
  const answer = await get(large.id, { Range: `bytes=${20 * MB}-` });
  expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${20 * MB}`]);
  expect(proxy.counts.bytes).toBeLessThan(2000);
});

test('a picture leaves byte for byte, in one request to storage, and its thumbnail too', async () => {
  for (const [variant, size] of [
    ['original', 20 * MB],
    ['thumb', null],
  ] as const) {
    proxy.reset();
    const bytes = await (await owner.api('GET', `/api/images/${large.id}?variant=${variant}`)).bytes();
    expect(proxy.counts).toEqual({ requests: 1, bytes: bytes.length });
    if (size) expect(Buffer.from(bytes).equals(large.bytes)).toBe(true);
  }
});

test('whoever reads slowly is waited for, and whoever hangs up is forgotten', async () => {
  proxy.reset();
  const reader = (await get(huge.id)).body?.getReader();
  await reader?.read();
  await still();
  expect(proxy.counts.bytes).toBeLessThan(IN_SOCKETS);
  await reader?.cancel();
  await still();
  expect(proxy.counts.bytes).toBeLessThan(2 * IN_SOCKETS);
});

test.each([
  ['downloads', (id: string) => `/api/images/${id}?download=1`],
  ['ZIPs', (id: string) => `/api/images/download?ids=${id}`],
])('20 %s of 48 MB that stall hold no picture each', async (_, path) => {
  const hanging = new AbortController();
  const megabytes = await grown(async () => {
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const answer = await fetch(app.url + path(huge.id), {
          headers: { Authorization: `Bearer ${owner.token}` },
          signal: hanging.signal,
        });
        expect(answer.status).toBe(200);
      }),
    );
    await still();
  });
  hanging.abort();
  expect(megabytes).toBeLessThan(300);
});

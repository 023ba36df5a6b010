import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedKeys } from '@/lib/supabase/embedded/keys';
import { type EmbeddedSupabase, startEmbedded } from '@/lib/supabase/embedded/start';
import { freePort } from '@/tests/support/free-port';

const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-embedded-'));
const readKeys = () =>
  embeddedKeys({ DATA_DIR: dataDir, SUPABASE_PUBLISHABLE_KEY: undefined, SUPABASE_SECRET_KEY: undefined });
const client = (key: string) =>
  createClient(supabase.url, key, { auth: { persistSession: false, autoRefreshToken: false } });
const account = { email: 'someone@example.com', password: 'correct horse' };

let port: number;
let supabase: EmbeddedSupabase;

beforeAll(async () => {
  port = await freePort();
  // As a SIGKILL in the middle of the first start leaves it: the database is begun and can't be opened.
  writeFileSync(join(dataDir, 'database.unfinished'), '');
  supabase = await startEmbedded({ dataDir, port });
});
afterAll(async () => {
  await supabase.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('accounts, files, keys and sessions survive a SIGKILL', async () => {
  const keys = readKeys();
  const { data } = await client(keys.publishableKey).auth.signUp(account);
  const token = data.session?.access_token ?? '';
  const key = `${data.user?.id}/task/original`;
  const bytes = new Uint8Array(1_000_000).fill(7);
  await client(keys.secretKey).storage.from('generations').upload(key, bytes, { contentType: 'image/png' });

  process.kill(supabase.pid, 'SIGKILL');
  await supabase.ended;
  supabase = await startEmbedded({ dataDir, port });

  expect(readKeys()).toEqual(keys);
  const again = client(keys.publishableKey);
  expect((await again.auth.getUser(token)).data.user?.email).toBe(account.email);
  expect((await again.auth.signInWithPassword(account)).error).toBeNull();
  const stored = await client(keys.secretKey).storage.from('generations').download(key);
  expect(new Uint8Array((await stored.data?.arrayBuffer()) ?? [])).toEqual(bytes);
});

/** Modes of the data folder and everything in it: of folders, and of files. */
function modes() {
  const seen = { folders: new Set<string>(), files: new Set<string>() };
  for (const name of ['', ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' })]) {
    const entry = statSync(join(dataDir, name));
    seen[entry.isDirectory() ? 'folders' : 'files'].add((entry.mode & 0o777).toString(8));
  }
  return { folders: [...seen.folders], files: [...seen.files] };
}

test('all that it writes is for the owner of the folder alone, also where it was looser before', async () => {
  const closed = { folders: ['700'], files: ['600'] };
  expect(modes()).toEqual(closed);
  await supabase.stop();
  for (const name of ['', ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' })]) {
    const path = join(dataDir, name);
    chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
  }
  supabase = await startEmbedded({ dataDir, port });
  const { secretKey } = readKeys();
  await client(secretKey).storage.from('generations').upload('me/late/original', new Uint8Array(10), {
    contentType: 'image/png',
  });
  expect(modes()).toEqual(closed);
  expect(existsSync(join(dataDir, 'database.unfinished'))).toBe(false);
});

test('of an object it sends the range that is asked for, and to nobody else', async () => {
  const { secretKey, publishableKey } = readKeys();
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 251);
  const name = 'me/some task/original';
  await client(secretKey).storage.from('generations').upload(name, bytes, { contentType: 'image/png' });
  const ask = (range: string, key: string) =>
    fetch(`${supabase.url}/storage/v1/object/generations/${encodeURI(name)}`, {
      headers: { apikey: key, Authorization: `Bearer ${key}`, Range: range },
    });
  for (const [range, start, end] of [
    ['bytes=0-0', 0, 1],
    ['bytes=100-199', 100, 200],
    ['bytes=-10', 990, 1000],
    ['bytes=900-2000', 900, 1000],
  ] as const) {
    const answer = await ask(range, secretKey);
    expect([answer.status, answer.headers.get('content-range'), await answer.bytes()]).toEqual([
      206,
      `bytes ${start}-${end - 1}/1000`,
      bytes.slice(start, end),
    ]);
  }
  expect((await ask('bytes=1000-', secretKey)).status).toBe(416);
  expect((await ask('bytes=0-0', publishableKey)).ok).toBe(false);
});

test('it listens on 127.0.0.1 and nowhere else', async () => {
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ address }) => address !== '127.0.0.1' && !address.startsWith('fe80'));
  for (const { address } of others) {
    const socket = connect(port, address);
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  }
  expect((await fetch(`${supabase.url}/auth/v1/settings`, { headers: apikey() })).status).toBeLessThan(500);
});

test('a request without a key is nobody, and one with the publishable key is no administrator', async () => {
  expect((await fetch(`${supabase.url}/rest/v1/profiles?select=*`)).status).toBe(401);
  expect((await fetch(`${supabase.url}/rest/v1/profiles?select=*`, { headers: apikey() })).status).toBe(401);
  const grant = await fetch(`${supabase.url}/rest/v1/rpc/grant_credits_by_email`, {
    method: 'POST',
    headers: { ...apikey(), 'content-type': 'application/json' },
    body: JSON.stringify({ p_email: account.email, p_amount: 1 }),
  });
  expect([401, 403]).toContain(grant.status);
  const buckets = await fetch(`${supabase.url}/storage/v1/bucket`);
  expect(buckets.ok ? await buckets.json() : []).toEqual([]);
});

test('requests at the same time do not see with each other’s eyes', async () => {
  const people = await Promise.all(
    Array.from({ length: 5 }, async (_, index) => {
      const own = client(readKeys().publishableKey);
      const { data } = await own.auth.signUp({ ...account, email: `person${index}@example.com` });
      return { own, id: data.user?.id };
    }),
  );
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(
      people.map(async ({ own, id }) => {
        const { data } = await own.from('profiles').select('user_id');
        expect(data).toEqual([{ user_id: id }]);
      }),
    );
  }
});

test('a second one on the same data does not start', async () => {
  const second = startEmbedded({ dataDir, port: await freePort(), patienceMs: 200 });
  await expect(second).rejects.toThrow('did not start');
});

test('a taken port is told', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'darkroom-embedded-'));
  await expect(startEmbedded({ dataDir: elsewhere, port, patienceMs: 200 })).rejects.toThrow('did not start');
  rmSync(elsewhere, { recursive: true, force: true });
});

function apikey() {
  return { apikey: JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')).publishableKey };
}

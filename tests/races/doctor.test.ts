import { execFile } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestSupabase, type TestSupabase } from '@/tests/support/embedded';

let supabase: TestSupabase;
let database: postgres.Sql;
let settings: Record<string, string>;

beforeAll(async () => {
  supabase = await startTestSupabase({ driver: 'postgres' });
  database = postgres(supabase.databaseUrl ?? '', { max: 1 });
  settings = {
    SUPABASE_URL: supabase.url,
    SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
    SUPABASE_SECRET_KEY: supabase.secretKey,
  };
  await database`select public.sweep_tasks()`;
});
afterAll(async () => {
  await database.end();
  await supabase.stop();
});

interface Diagnosis {
  code: number | null;
  text: string;
}

function doctor(changes: Record<string, string> = {}): Promise<Diagnosis> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'lib/commands/doctor.ts'],
      { env: { PATH: process.env.PATH, ...settings, ...changes } as unknown as NodeJS.ProcessEnv },
      (_, stdout, stderr) => resolve({ code: child.exitCode, text: stdout + stderr }),
    );
  });
}

/** A Gemini that knows one key and two of the models. */
async function startModels() {
  const server = createServer((request, response) => {
    const known = request.headers['x-goog-api-key'] === 'good-key';
    const model = /models\/([^/?]+)/.exec(request.url ?? '')?.[1] ?? '';
    const status = known ? (model === 'gemini-3-pro-image' ? 404 : 200) : 403;
    const body =
      status === 200 ? { name: `models/${model}` } : { error: { code: status, status: '', message: '' } };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

test('an installation as it should be has nothing to fix', async () => {
  const { code, text } = await doctor();
  expect(text).toContain('Nothing to fix.');
  expect(text).not.toContain('✗');
  for (const subject of ['Settings', 'Secret key', 'Publishable key', 'Migrations', 'Bucket', 'Sweep'])
    expect(text).toContain(`✓ ${subject}`);
  expect(text).toContain('– Provider: the demo provider');
  expect(code).toBe(0);
});

test('a kind of work that no process claims is named, with the lane to work', async () => {
  await database`insert into public.task_kinds (kind, lane) values ('carving', 'wood')`;
  await database`insert into auth.users (id, email) values ('00000000-0000-4000-8000-000000000001', 'carver@example.com')`;
  await database`
    insert into public.tasks (id, user_id, kind, price, payload, stats_key, max_attempts, retry_delays, lease_seconds, run_after, created_at)
    values (gen_random_uuid(), '00000000-0000-4000-8000-000000000001', 'carving', 0, '{}', 'carving', 1, '{}', 45,
            clock_timestamp() - interval '61 seconds', clock_timestamp() - interval '61 seconds')`;
  try {
    const { code, text } = await doctor();
    expect(text).toMatch(/✗ Queue: .*carving\n {2}→ .*WORKER_LANES=wood/);
    expect(code).toBe(1);
  } finally {
    await database`delete from auth.users`;
    await database`delete from public.task_kinds where kind = 'carving'`;
  }
});

test('settings that are wrong are named, all of them', async () => {
  const { code, text } = await doctor({ TASK_LEASE_SECONDS: 'long', PORT: '0' });
  expect(text).toMatch(/✗ Settings: (.|\n)*TASK_LEASE_SECONDS/);
  expect(text).toContain('PORT');
  expect(text).toContain('.env.example');
  expect(text).toContain('✓ Place: settings come from');
  expect(code).toBe(1);
});

test('a Supabase that is away, keys that are wrong, and keys that are swapped', async () => {
  const { SUPABASE_PUBLISHABLE_KEY = '', SUPABASE_SECRET_KEY = '' } = settings;
  const [away, wrong, swapped] = await Promise.all([
    doctor({ SUPABASE_URL: 'http://127.0.0.1:1' }),
    doctor({ SUPABASE_SECRET_KEY: 'sb_secret_wrong', SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_wrong' }),
    doctor({
      SUPABASE_SECRET_KEY: SUPABASE_PUBLISHABLE_KEY,
      SUPABASE_PUBLISHABLE_KEY: SUPABASE_SECRET_KEY,
    }),
  ]);
  expect(away.text).toMatch(/✗ Supabase: can't be reached.*\n {2}→ Check SUPABASE_URL/);
  expect(wrong.text).toMatch(/✗ Secret key: refused.*\n {2}→ SUPABASE_SECRET_KEY must be the secret key/);
  expect(wrong.text).toMatch(/✗ Publishable key: refused/);
  expect(swapped.text).toMatch(/✗ Secret key: refused: forbidden/);
  expect(swapped.text).toMatch(/✗ Publishable key: has the rights of the secret key/);
  for (const { code, text } of [away, wrong, swapped]) {
    expect(code).toBe(1);
    expect(text).not.toContain(SUPABASE_SECRET_KEY);
  }
});

test('what is wrong in the database is found, and each statement it names repairs it', async () => {
  await database`alter table public.topics disable row level security`;
  await database`grant insert on public.tasks to anon`;
  await database`grant update (credits) on public.profiles to authenticated`;
  await database`grant usage on sequence public.credit_ledger_id_seq to anon`;
  await database`grant execute on function public.sweep_tasks(integer) to authenticated`;
  await database`update storage.buckets set public = true where id = 'generations'`;
  const { code, text } = await doctor();
  expect(code).toBe(1);
  expect(text).toContain('✗ Row level security: public.topics');
  expect(text).toContain('anon INSERT on public.tasks');
  expect(text).toContain('authenticated UPDATE (credits) on public.profiles');
  expect(text).toContain('anon USAGE on sequence public.credit_ledger_id_seq');
  expect(text).toContain('✗ Rights on functions: authenticated may call public.sweep_tasks(integer)');
  expect(text).toContain('✗ Bucket: generations is public');
  const statements = [...text.matchAll(/→ As the owner of the database: (.+)/g)].map(
    ([, statement]) => statement,
  );
  expect(statements).toHaveLength(4);
  for (const statement of statements) await database.unsafe(statement ?? '');
  expect((await doctor()).text).toContain('Nothing to fix.');
  await database`update storage.buckets set allowed_mime_types = null, file_size_limit = null where id = 'generations'`;
  const { text: unlimited } = await doctor();
  expect(unlimited).toContain('✗ Bucket: generations takes anything of any number of bytes');
  await database.unsafe(/→ As the owner of the database: (update.+)/.exec(unlimited)?.[1] ?? '');
  expect((await doctor()).text).toContain('Nothing to fix.');
});

test('a migration that is missing, a sweep that has stopped, a bucket that is gone', async () => {
  await database`delete from supabase_migrations.schema_migrations where version = '20261128100000'`;
  await database`update private.installation set swept_at = clock_timestamp() - interval '10 minutes'`;
  await database`update storage.buckets set id = 'elsewhere' where id = 'generations'`;
  const { code, text } = await doctor();
  expect(code).toBe(1);
  expect(text).toMatch(/✗ Migrations: missing: 20261128100000\n {2}→ Apply them/);
  expect(text).toMatch(/✗ Sweep: last ran 60\d s ago\n {2}→ Let something sweep/);
  expect(text).toContain('✗ Bucket: generations is missing');
  await database`insert into supabase_migrations.schema_migrations (version) values ('20261121000100')`;
  expect((await doctor()).text).toMatch(
    /✗ Migrations: those from before the baseline\n {2}→ Say that it is at the baseline: .+mark-baseline\.sql/,
  );
  await database`drop function public.read_installation()`;
  expect((await doctor()).text).toMatch(/✗ Migrations: missing\n {2}→ Apply them/);
});

/** Takes every request and never answers. */
async function startSilence() {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('a database and a provider that hang are told within 10 s', async () => {
  const silence = await startSilence();
  const startedAt = performance.now();
  const { code, text } = await doctor({
    SUPABASE_URL: silence.url,
    GOOGLE_GEMINI_BASE_URL: silence.url,
    GEMINI_API_KEY: 'a-key',
  });
  // With the start of the process itself.
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  silence.close();
  expect(code).toBe(1);
  expect(text).toMatch(/✗ Supabase at http.*: did not answer within 8 s\n {2}→ Check SUPABASE_URL/);
  expect(text).toMatch(/✗ Provider: did not answer within 8 s\n {2}→ Check the network/);
});

test('the place of the settings and of the data, ports that are the same, and a folder of somebody else', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-doctor-'));
  const local = (changes: Record<string, string>) =>
    doctor({ SUPABASE_URL: '', EMBEDDED_SUPABASE_PORT: '1', DATA_DIR: folder, ...changes });
  const [own, same, away] = await Promise.all([
    local({}),
    local({ PORT: '1' }),
    local({ DATA_DIR: join(folder, 'none') }),
  ]);
  expect(own.text).toMatch(/✓ Place: settings come from the environment/);
  expect(own.text).toContain(`✓ Data folder: ${folder}`);
  expect(own.text).toContain('✓ Ports: 3000 for the app, 1 for the embedded Supabase');
  expect(same.text).toMatch(/✗ Ports: PORT and EMBEDDED_SUPABASE_PORT are both 1\n {2}→ Set one of them/);
  expect(away.text).toContain(`– Data folder: ${join(folder, 'none')}, made at the first start`);
  if (process.getuid?.() === 0) {
    mkdirSync(join(folder, 'pgdata'));
    chownSync(join(folder, 'pgdata'), 12_345, 12_345);
    const foreign = await local({});
    expect(foreign.text).toMatch(
      /✗ Data folder: .*pgdata belongs to user 12345, and this is user 0\n {2}→ .*chown -R/,
    );
    expect(foreign.code).toBe(1);
  }
  rmSync(folder, { recursive: true });
});

test('a key whose project has no billing, or not here, is told so', async () => {
  const server = createServer((_, response) => {
    const error = { code: 400, status: 'FAILED_PRECONDITION', message: 'User location is not supported.' };
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { code, text } = await doctor({
    GOOGLE_GEMINI_BASE_URL: `http://127.0.0.1:${port}`,
    GEMINI_API_KEY: 'good-key',
  });
  server.close();
  expect(text).toMatch(/✗ Provider: .*not without billing\.\n {2}→ Turn on billing/);
  expect(code).toBe(1);
});

test('a provider key that is refused, and a model that Gemini has not', async () => {
  const gemini = await startModels();
  const at = { GOOGLE_GEMINI_BASE_URL: gemini.url };
  const [refused, missing, away] = await Promise.all([
    doctor({ ...at, GEMINI_API_KEY: 'bad-key' }),
    doctor({ ...at, GEMINI_API_KEY: 'good-key' }),
    doctor({ GOOGLE_GEMINI_BASE_URL: 'http://127.0.0.1:1', GEMINI_API_KEY: 'good-key' }),
  ]);
  gemini.close();
  expect(refused.text).toMatch(/✗ Provider: .*refused our key.*\n {2}→ Set GEMINI_API_KEY/);
  expect(missing.text).toMatch(
    /✗ Provider: Gemini has no gemini-3-pro-image\n {2}→ .*GEMINI_MODEL_OVERRIDES/,
  );
  expect(away.text).toMatch(/✗ Provider: .*\n {2}→ Check the network/);
  expect(refused.text).not.toContain('bad-key');
});

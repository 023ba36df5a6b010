import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

test('settings that are wrong are named, all of them', async () => {
  const { code, text } = await doctor({ TASK_LEASE_SECONDS: 'long', PORT: '0' });
  expect(text).toMatch(/✗ Settings: (.|\n)*TASK_LEASE_SECONDS/);
  expect(text).toContain('PORT');
  expect(text).toContain('.env.example');
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
  await database`delete from supabase_migrations.schema_migrations where version = '20261121000900'`;
  await database`update private.installation set swept_at = clock_timestamp() - interval '10 minutes'`;
  await database`update storage.buckets set id = 'elsewhere' where id = 'generations'`;
  const { code, text } = await doctor();
  expect(code).toBe(1);
  expect(text).toMatch(/✗ Migrations: missing: 20261121000900\n {2}→ Apply them/);
  expect(text).toMatch(/✗ Sweep: last ran 60\d s ago\n {2}→ Let something sweep/);
  expect(text).toContain('✗ Bucket: generations is missing');
  await database`drop function public.read_installation()`;
  expect((await doctor()).text).toMatch(/✗ Migrations: missing\n {2}→ Apply them/);
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

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { MIGRATIONS, makeDatabase, readSql, SCHEMAS } from '@/tests/schema/bare-database';
import { type Dump, differences, dumpSchema } from '@/tests/schema/dump';
import { findFaults } from '@/tests/schema/functions';

/** Name and hash of everything that the 48 migrations before the baseline gave. */
const BEFORE_BASELINE = 'tests/schema/before-baseline.txt';

const migrations = readSql(MIGRATIONS).map(({ text }) => text);
const schemas = readSql(SCHEMAS);

async function dumpOf(name: string, texts: string[]): Promise<Dump> {
  const sql = await makeDatabase(inject('supabase').databaseUrl ?? '', name, texts);
  try {
    return await dumpSchema(sql);
  } finally {
    await sql.end();
  }
}

function hashes(dump: Dump): string[] {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
  return [...dump].map(([name, definition]) => `${name} ${hash(definition)}`).sort();
}

test('the migrations give what supabase/schemas says (npm run schema)', async () => {
  const fromSchemas = await dumpOf('from_schemas', [schemas.map(({ text }) => text).join('\n')]);
  expect(fromSchemas.size).toBeGreaterThan(400);
  expect(differences(await dumpOf('from_migrations', migrations), fromSchemas)).toEqual([]);
});

test('the baseline gives what the 48 migrations before it gave', async () => {
  const before = readFileSync(BEFORE_BASELINE, 'utf8').trimEnd().split('\n');
  expect(hashes(await dumpOf('from_baseline', migrations.slice(0, 1)))).toEqual(before);
});

test.each([
  [
    "comment on function public.list_credits(integer, bigint) is 'Something else.';",
    'function public.list_credits(integer,bigint)',
  ],
  [
    'grant execute on function public.sweep_tasks(integer) to authenticated;',
    'function public.sweep_tasks(integer)',
  ],
  ['alter view public.task_details reset (security_invoker);', 'relation public.task_details'],
  ['alter table public.tasks alter price set default 1;', 'column public.tasks.price'],
  ['alter table public.topics disable row level security;', 'relation public.topics'],
  ['drop policy "nobody" on private.throttles;', 'policy private.throttles nobody'],
  ['alter table public.tasks disable trigger follow_task;', 'trigger public.tasks follow_task'],
  ['update storage.buckets set public = true;', 'bucket generations'],
  [
    'alter default privileges in schema public grant select on tables to anon;',
    'default privileges postgres public r',
  ],
])('a dump shows %s', async (change, what) => {
  const sql = await makeDatabase(inject('supabase').databaseUrl ?? '', 'changed', migrations);
  try {
    const before = await dumpSchema(sql);
    await sql.unsafe(change);
    expect(differences(before, await dumpSchema(sql))).toEqual([what]);
  } finally {
    await sql.end();
  }
});

test('a hosted database from before the baseline is told so by one command, and then takes the next push', async () => {
  const sql = await makeDatabase(inject('supabase').databaseUrl ?? '', 'hosted', [
    ...migrations,
    'create schema supabase_migrations; create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);',
  ]);
  const supabase = async (...parameters: string[]) => {
    const remote = `--remote=${inject('supabase').databaseUrl?.replace(/[^/]+$/, 'hosted')}`;
    const { stdout, stderr } = await promisify(execFile)(
      'node_modules/.bin/supabase',
      ['db', ...parameters, remote],
      { env: { ...process.env, PGSSLMODE: 'disable' } },
    );
    return stdout + stderr;
  };
  const mark = () => supabase('query', '--yes', '-f', 'supabase/mark-baseline.sql');
  const history = () =>
    sql`select version from supabase_migrations.schema_migrations order by version`.then((rows) =>
      rows.map(({ version }) => version),
    );
  try {
    await mark();
    expect(await history()).toEqual([]);
    const [, before = ''] = /'(\{[\s\S]*?\})'/.exec(readFileSync('supabase/mark-baseline.sql', 'utf8')) ?? [];
    await sql`insert into supabase_migrations.schema_migrations (version) select unnest(${before}::text[])`;
    await sql`delete from supabase_migrations.schema_migrations where version = '20261128080100'`;
    await expect(mark()).rejects.toThrow('has 47 of the 48 migrations before the baseline');
    expect(await history()).toHaveLength(47);
    await sql`insert into supabase_migrations.schema_migrations (version) values ('20261128080100')`;
    await mark();
    await mark();
    const versions = readSql(MIGRATIONS).map(({ name }) => name.split('_')[0] ?? '');
    expect(await history()).toEqual(versions.slice(0, 1));
    await sql`insert into supabase_migrations.schema_migrations (version) select unnest(${versions}::text[]) on conflict do nothing`;
    expect(await supabase('push', '--dry-run')).toContain('up to date');
  } finally {
    await sql.end();
  }
});

test.each([
  [
    'update public.tasks set made_at = null where id = p_task_id and lease_expires_at > clock_timestamp();',
    '2 places say when a lease runs: private.leases is the one that does',
    "private.late takes a lease and doesn't look for it in private.leases",
  ],
  [
    'update public.tasks set made_at = null where id = p_task_id and lease_token = p_lease_token;',
    "private.late takes a lease and doesn't look for it in private.leases",
  ],
])('a write under a lease beside the fence is a fault (npm run check): %s', (statement, ...faults) => {
  const text = `create function private.late(p_task_id uuid, p_lease_token uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  ${statement}
end;
$$;
`;
  expect(findFaults([...schemas, { name: '99_late.sql', text }])).toEqual(faults);
});

test('a second definition of a function in supabase/schemas is a fault (npm run check)', () => {
  expect(findFaults(schemas)).toEqual([]);
  const [again] =
    /^create function private\.fold\([\s\S]*?\$\$;\n/m.exec(schemas.map(({ text }) => text).join('\n')) ?? [];
  expect(findFaults([...schemas, { name: '99_again.sql', text: again ?? '' }])).toEqual([
    'private.fold is defined 2 times: a function stands in one place',
  ]);
});

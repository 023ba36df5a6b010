import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { copyDatabase } from '@/tests/support/copy-database';

const findingsSchema = z.object({
  results: z.array(z.looseObject({ name: z.string(), level: z.string(), detail: z.string() })),
});

/** What Supabase's own security and performance advisors find, but for indexes that a new database has not used. */
async function advise(url: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(
    'node_modules/.bin/supabase',
    ['db', 'advisors', `--remote=${url}`, '--type', 'all', '--level', 'info', '--output-format', 'json'],
    { env: { ...process.env, PGSSLMODE: 'disable' }, maxBuffer: 10_000_000 },
  );
  const { results } = findingsSchema.parse(JSON.parse(stdout));
  return results
    .filter(({ name }) => name !== 'unused_index')
    .map(({ name, detail }) => `${name}: ${detail}`);
}

test('supabase db advisors finds nothing in our migrations, and would find a table that anybody may read', async () => {
  const url = await copyDatabase();
  expect(await advise(url)).toEqual([]);
  const database = postgres(url, { max: 1 });
  try {
    await database`create table public.open_to_all (id integer)`;
    await database`grant select on public.open_to_all to anon`;
    expect(await advise(url)).toContainEqual(expect.stringContaining('rls_disabled_in_public'));
  } finally {
    await database.end();
  }
});

/**
 * `npm run schema` tells in what the migrations fall short of `supabase/schemas`; `npm run schema -- <name>` writes the migration.
 * Functions and rights are written whole. How rows get from an old table to a new one only a person knows: such changes are listed
 * at the top of the file, for its author to replace by statements. Run it again without a name, or the tests, to see whether they do.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '@/tests/support/postgres';
import { MIGRATIONS, makeDatabase, readSql, SCHEMAS } from './bare-database';
import { type Dump, differences, dumpSchema } from './dump';
import { readFunctions } from './functions';

const schemas = readSql(SCHEMAS);
const migrations = readSql(MIGRATIONS);

async function dumpBoth(): Promise<{ now: Dump; wanted: Dump }> {
  const postgres = await startPostgres();
  const dump = async (name: string, texts: string[]) => {
    const sql = await makeDatabase(postgres.url, name, texts);
    const dumped = await dumpSchema(sql);
    await sql.end();
    return dumped;
  };
  try {
    return {
      now: await dump(
        'migrations',
        migrations.map(({ text }) => text),
      ),
      wanted: await dump('schemas', [schemas.map(({ text }) => text).join('\n')]),
    };
  } finally {
    await postgres.stop();
  }
}

function writeChanges(now: Dump, wanted: Dump): string {
  const functions = readFunctions(schemas);
  const dropped: string[] = [];
  const byHand: string[] = [];
  const replaced = new Set<string>();
  for (const difference of differences(now, wanted)) {
    const [, signature, name] = /^function (([\w.]+)\(.*)$/.exec(difference) ?? [];
    if (!signature || !name) byHand.push(difference);
    else if (wanted.has(difference)) replaced.add(name);
    else dropped.push(signature);
  }
  return [
    ...byHand.map((what) => `-- By hand: ${what}`),
    ...dropped.map((signature) => `drop function ${signature};`),
    'set local check_function_bodies = off;',
    ...[...replaced]
      .flatMap((name) => functions.get(name) ?? [])
      .map((text) => text.replace(/^create (?:or replace )?/, 'create or replace ')),
    schemas.at(-1)?.text,
  ].join('\n\n');
}

const [name] = process.argv.slice(2);
if (name && migrations.length === 0) {
  write(schemas.map(({ text }) => text).join('\n'));
} else {
  const { now, wanted } = await dumpBoth();
  const different = differences(now, wanted);
  for (const what of different) console.log(what);
  if (different.length === 0) console.log('The migrations give what supabase/schemas says.');
  else if (name) write(writeChanges(now, wanted));
}

function write(text: string): void {
  const version = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const file = join(MIGRATIONS, `${version}_${name}.sql`);
  writeFileSync(file, `${text.trimEnd()}\n`);
  console.log(`Written: ${file}`);
}

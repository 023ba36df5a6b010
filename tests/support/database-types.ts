import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export const TYPES_FILE = 'lib/supabase/database.types.ts';

/** The types of the exposed schema, as the Supabase CLI generates them from a PostgreSQL with our migrations. */
export async function generateTypes(databaseUrl: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    'node_modules/.bin/supabase',
    ['gen', 'types', 'typescript', `--remote=${databaseUrl}`, '--schema', 'public'],
    { maxBuffer: 10_000_000, env: { ...process.env, PGSSLMODE: 'disable' } },
  );
  return stdout;
}

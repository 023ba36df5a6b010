import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App, DefaultAppConfig } from '@supabase/lite';
import { applyPendingMigrations, createApi } from '@supabase/lite/cli';
import { closeSentFiles } from './close-sent-files';
import type { EmbeddedKeys } from './keys';
import { restoreGrants } from './restore-grants';

const DATABASE = 'database';

/** Stands while the database is being made: what a kill leaves of one in the making can't be opened. */
const UNFINISHED = 'database.unfinished';

interface AppOptions {
  keys: EmbeddedKeys;
  /** Folder of the SQL migrations to apply. */
  migrations: string;
  /** Text of the SQL that tells a database from before the baseline. */
  markBaseline: string;
  /** A PostgreSQL to use instead of PGlite in the data folder. */
  databaseUrl?: string | undefined;
  /** After as many rows the API cuts an answer. */
  maxRows: number;
}

/**
 * Opens the embedded Supabase on the data of the working directory and brings its schema up to date. Lite knows its
 * project by the working directory: migrations and stored files are looked for in `./supabase`.
 */
export async function openApp({
  keys,
  migrations,
  markBaseline,
  databaseUrl,
  maxRows,
}: AppOptions): Promise<App> {
  const project = join(process.cwd(), 'supabase');
  rmSync(join(project, 'migrations'), { recursive: true, force: true });
  mkdirSync(join(project, 'migrations'), { recursive: true });
  // Written, not copied with its mode: nobody else reads what is in the data folder.
  for (const name of readdirSync(migrations))
    writeFileSync(join(project, 'migrations', name), readFileSync(join(migrations, name)));

  const { local } = (await createApi({ withSupabaseClient: false })).project;
  local.getConfig = async (): Promise<DefaultAppConfig> => ({
    connection: await connect(databaseUrl),
    auth: {
      enabled: true,
      publishable_key: keys.publishableKey,
      secret_key: keys.secretKey,
      jwt_secret: keys.jwtSecret,
      jwt_expiry: 3600,
      enable_refresh_token_rotation: true,
      refresh_token_reuse_interval: 10,
      minimum_password_length: 6,
      email: { enable_signup: true, enable_confirmations: false },
    },
    api: { enabled: true, schemas: ['public'], max_rows: maxRows },
    storage: { enabled: true, file_size_limit: '50MiB' },
    // It would print every letter on the console.
    options: { drivers: { email: { send: async () => undefined } } },
  });
  if (existsSync(UNFINISHED)) rmSync(DATABASE, { recursive: true, force: true });
  if (!existsSync(DATABASE)) writeFileSync(UNFINISHED, '');
  const app = await local.createApp(undefined, { admin: false });
  await closeSentFiles(process.execPath);
  await app.connection.exec(markBaseline);
  await applyPendingMigrations(app);
  rmSync(UNFINISHED, { force: true });
  await warmUp(app, keys.publishableKey);
  await restoreGrants(app);
  return app;
}

/**
 * The first request under row level security makes lite write grants of its own and read the schema; several first ones
 * at the same moment fail with "tuple concurrently updated".
 */
async function warmUp(app: App, apikey: string): Promise<void> {
  await app.fetch(
    new Request('http://127.0.0.1/rest/v1/profiles?select=user_id&limit=1', { headers: { apikey } }),
  );
}

async function connect(databaseUrl: string | undefined): Promise<DefaultAppConfig['connection']> {
  if (databaseUrl) {
    const { createPostgresConnection } = await import('@supabase/lite/postgres');
    return createPostgresConnection({
      url: databaseUrl,
      postgresOptions: { types: { jsonb }, onnotice: () => undefined },
    });
  }
  const { createPgliteConnection } = await import('@supabase/lite/pglite');
  return createPgliteConnection({ url: resolve(DATABASE) });
}

/** Lite hands JSON arguments of functions over as text; its own serializer would make a JSON string of that. */
const jsonb = {
  to: 3802,
  from: [3802],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse: (text: string): unknown => JSON.parse(text),
};

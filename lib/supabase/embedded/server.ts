import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { readSettings } from '@/lib/env';
import { embeddedKeys } from './keys';
import { listen } from './listen';
import { lockDataDir } from './lock-data-dir';
import { openApp } from './open-app';
import { takeTurns } from './take-turns';

const { DATA_DIR, EMBEDDED_SUPABASE_PORT, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY } = process.env;
const settings = readSettings({
  DATA_DIR,
  EMBEDDED_SUPABASE_PORT,
  SUPABASE_PUBLISHABLE_KEY,
  SUPABASE_SECRET_KEY,
});

/** A predecessor whose parent was killed needs a moment to see it. */
const PREDECESSOR_MS = 8_000;

// Signals reach the whole process group; the app still writes to the database while it stops, so only the parent
// ends this process: by a message, or by its own death.
process.on('SIGTERM', () => undefined);
process.on('SIGINT', () => undefined);

async function run(): Promise<void> {
  const migrations = resolve('supabase/migrations');
  mkdirSync(settings.DATA_DIR, { recursive: true });
  process.chdir(settings.DATA_DIR);
  const lock = await lockDataDir(process.cwd(), PREDECESSOR_MS);
  const server = await listen(settings.EMBEDDED_SUPABASE_PORT, PREDECESSOR_MS);
  const databaseUrl = process.env.EMBEDDED_DATABASE_URL;
  const app = await openApp({
    keys: embeddedKeys({ ...settings, DATA_DIR: process.cwd() }),
    migrations,
    databaseUrl,
  });
  server.serve(databaseUrl ? app.fetch : takeTurns(app.fetch));

  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      await server.close();
      await app.connection.close();
      lock.release();
      process.exit(0);
    })();
  };
  process.on('message', (message) => {
    if (message === 'stop') stop();
  });
  process.on('disconnect', stop);
  process.send?.('ready');
}

// Lite filters warnings with a function that takes only text, and Node.js also gives it errors.
const { emitWarning } = process;
process.emitWarning = (warning: string | Error) => emitWarning(String(warning));

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

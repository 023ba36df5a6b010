import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readSettings } from '@/lib/env';
import { onStopSignal } from '@/lib/process/stop-signals';
import { confirmGuests } from './confirm-guests';
import { closeContents, makePrivate } from './keep-private';
import { embeddedKeys } from './keys';
import { listen } from './listen';
import { openApp } from './open-app';
import { readWhole } from './read-whole';
import { serveRanges } from './serve-ranges';
import { takeLock } from './take-lock';
import { takeTurns } from './take-turns';

const { DATA_DIR, EMBEDDED_SUPABASE_PORT, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY } = process.env;
const settings = readSettings({
  DATA_DIR,
  EMBEDDED_SUPABASE_PORT,
  SUPABASE_PUBLISHABLE_KEY,
  SUPABASE_SECRET_KEY,
});

/** A predecessor whose parent was killed needs a moment to see it. */
const patienceMs = Number(process.env.EMBEDDED_PATIENCE_MS);

// Signals reach the whole process group; the app still writes to the database while it stops, so only the parent
// ends this process: by a message, or by its own death.
onStopSignal(() => undefined);

let close = async () => undefined as unknown;
let stopping = false;

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await close();
  process.exit(0);
}

process.on('disconnect', () => void stop());
process.on('message', (message) => {
  if (message === 'stop') void stop();
});

async function run(): Promise<void> {
  const migrations = resolve(process.env.EMBEDDED_MIGRATIONS ?? 'supabase/migrations');
  const markBaseline = readFileSync('supabase/mark-baseline.sql', 'utf8');
  makePrivate(settings.DATA_DIR);
  process.chdir(settings.DATA_DIR);
  const lock = await takeLock('lock', patienceMs);
  if (!lock) {
    throw new Error(
      `Another embedded Supabase is running on the data in ${process.cwd()}: stop it or set another DATA_DIR`,
    );
  }
  closeContents('.');
  const server = await listen(settings.EMBEDDED_SUPABASE_PORT, patienceMs);
  const databaseUrl = process.env.EMBEDDED_DATABASE_URL;
  const keys = embeddedKeys({ ...settings, DATA_DIR: process.cwd() });
  const maxRows = Number(process.env.EMBEDDED_MAX_ROWS ?? 1000);
  const app = await openApp({ keys, migrations, markBaseline, databaseUrl, maxRows });
  close = async () => {
    await server.close();
    await app.connection.close();
    lock.release();
  };
  const fetch = confirmGuests(app);
  server.serve(serveRanges(readWhole(databaseUrl ? fetch : takeTurns(fetch))));
  // Lite prints every refused statement with its stack; whoever asked has it as the answer.
  console.error = () => undefined;
  process.send?.('ready');
}

// Lite filters warnings with a function that takes only text, and Node.js also gives it errors.
const { emitWarning } = process;
process.emitWarning = (warning: string | Error) => emitWarning(String(warning));

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

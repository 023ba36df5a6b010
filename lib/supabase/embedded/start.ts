import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandError } from '@/lib/process/run-command';

interface EmbeddedOptions {
  dataDir: string;
  port: number;
  /** For tests: a PostgreSQL that stands in for PGlite. */
  databaseUrl?: string;
  /** For tests: another folder of migrations. */
  migrations?: string;
  /** For tests: how many rows the API answers with at most. */
  maxRows?: number | undefined;
  /** How long a server that is still stopping may hold the port or the data, in milliseconds. */
  patienceMs?: number;
}

export interface EmbeddedSupabase {
  url: string;
  pid: number;
  /** Ends when the process has ended, with its exit code, for whatever reason. */
  ended: Promise<number>;
  stop(): Promise<void>;
}

const CLOSE_MS = 10_000;
const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Starts the embedded Supabase in a process of its own and waits until it answers; it dies with this process. */
export async function startEmbedded({
  dataDir,
  port,
  databaseUrl,
  migrations,
  maxRows,
  patienceMs = 8_000,
}: EmbeddedOptions): Promise<EmbeddedSupabase> {
  const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), {
    cwd: repository,
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      DATA_DIR: resolve(dataDir),
      EMBEDDED_SUPABASE_PORT: String(port),
      EMBEDDED_DATABASE_URL: databaseUrl,
      EMBEDDED_MIGRATIONS: migrations,
      EMBEDDED_MAX_ROWS: maxRows?.toString(),
      EMBEDDED_PATIENCE_MS: String(patienceMs),
      EXPERIMENTAL_STORAGE: '1',
      LITE_TELEMETRY: '0',
    },
  });
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  const ready = once(child, 'message').then(() => true);
  const started = await Promise.race([ready, ended.then(() => false)]);
  if (!started || !child.pid) throw new CommandError('The embedded Supabase did not start, see above');

  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    ended,
    stop: async () => {
      if (child.connected) child.send('stop');
      const kill = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}

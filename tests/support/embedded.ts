import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { embeddedKeys } from '@/lib/supabase/embedded/keys';
import { type EmbeddedSupabase, startEmbedded } from '@/lib/supabase/embedded/start';
import { freePort } from './free-port';
import { startPostgres } from './postgres';

const START_AGAIN_MS = 30_000;

export interface TestSupabase {
  url: string;
  port: number;
  dataDir: string;
  publishableKey: string;
  secretKey: string;
  /** With the driver `postgres` only. */
  databaseUrl?: string;
  stop(): Promise<void>;
}

export interface CrashingSupabase extends TestSupabase {
  databaseUrl: string;
  /** SIGKILL to Supabase, and a start on the same data and port. */
  crash(): Promise<void>;
  /** SIGKILL to its PostgreSQL, and a start on the same data. */
  crashDatabase(): Promise<void>;
}

/** The embedded Supabase with all migrations applied, in a temporary folder on a free port. */
export async function startTestSupabase({
  driver,
  counts,
  maxRows,
}: {
  driver: 'pglite' | 'postgres';
  counts?: boolean | undefined;
  /** Of PostgREST, which cuts every answer of rows after as many. */
  maxRows?: number | undefined;
}): Promise<TestSupabase> {
  const postgres = driver === 'postgres' ? await startPostgres({ counts }) : undefined;
  const { crash: _, ...supabase } = await startSupabase(postgres?.url, maxRows);
  return {
    ...supabase,
    stop: async () => {
      await supabase.stop();
      await postgres?.stop();
    },
  };
}

/** The same on a real PostgreSQL, both of which can be killed: what was committed and stored is there afterwards. */
export async function startCrashingSupabase(): Promise<CrashingSupabase> {
  const postgres = await startPostgres({ durable: true });
  const { crash, ...supabase } = await startSupabase(postgres.url);
  return {
    ...supabase,
    databaseUrl: postgres.url,
    crash,
    crashDatabase: postgres.crash,
    stop: async () => {
      await supabase.stop();
      await postgres.stop();
    },
  };
}

async function startSupabase(databaseUrl: string | undefined, maxRows?: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-data-'));
  const port = await freePort();
  const { publishableKey, secretKey } = embeddedKeys({
    DATA_DIR: dataDir,
    SUPABASE_PUBLISHABLE_KEY: undefined,
    SUPABASE_SECRET_KEY: undefined,
  });
  const { url, crash, stop } = await keepRunning(() =>
    startEmbedded({ dataDir, port, maxRows, ...(databaseUrl && { databaseUrl }) }),
  );
  return {
    url,
    port,
    dataDir,
    publishableKey,
    secretKey,
    ...(databaseUrl && { databaseUrl }),
    crash,
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Starts it again whenever it ends by itself, which it does when PostgreSQL is killed while it writes to it. */
async function keepRunning(start: () => Promise<EmbeddedSupabase>) {
  const { url, ...first } = await start();
  let now: Pick<EmbeddedSupabase, 'pid' | 'ended' | 'stop'> = first;
  let stopping = false;

  const startAgain = async () => {
    const deadline = Date.now() + START_AGAIN_MS;
    while (!stopping) {
      try {
        now = await start();
        watch();
        return;
      } catch (error) {
        // Its PostgreSQL may not be back yet.
        if (Date.now() > deadline) throw error;
        await wait(100);
      }
    }
  };
  let again: Promise<void>;
  const watch = () => {
    again = now.ended.then(() => (stopping ? undefined : startAgain()));
  };
  watch();
  return {
    url,
    crash: async () => {
      const started = again;
      try {
        process.kill(now.pid, 'SIGKILL');
      } catch {
        // It has ended by itself.
      }
      await started;
    },
    stop: async () => {
      stopping = true;
      await now.stop();
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedKeys } from '@/lib/supabase/embedded/keys';
import { startEmbedded } from '@/lib/supabase/embedded/start';
import { freePort } from './free-port';
import { startPostgres } from './postgres';

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

/** The embedded Supabase with all migrations applied, in a temporary folder on a free port. */
export async function startTestSupabase({
  driver,
}: {
  driver: 'pglite' | 'postgres';
}): Promise<TestSupabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-data-'));
  const postgres = driver === 'postgres' ? await startPostgres() : undefined;
  const port = await freePort();
  const { publishableKey, secretKey } = embeddedKeys({
    DATA_DIR: dataDir,
    SUPABASE_PUBLISHABLE_KEY: undefined,
    SUPABASE_SECRET_KEY: undefined,
  });
  const supabase = await startEmbedded({ dataDir, port, ...(postgres && { databaseUrl: postgres.url }) });
  return {
    url: supabase.url,
    port,
    dataDir,
    publishableKey,
    secretKey,
    ...(postgres && { databaseUrl: postgres.url }),
    stop: async () => {
      await supabase.stop();
      await postgres?.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedKeys } from '@/lib/supabase/embedded/keys';
import { startEmbedded } from '@/lib/supabase/embedded/start';
import { freePort } from './free-port';
import { startPostgres } from './postgres';

export interface TestSupabase {
  url: string;
  publishableKey: string;
  secretKey: string;
  /** Set with the postgres driver. */
  databaseUrl: string | undefined;
  stop: () => Promise<void>;
}

/** An embedded Supabase of its own, with our migrations: on PGlite like the product, or on a real PostgreSQL for races. */
export async function startTestSupabase({
  driver,
}: {
  driver: 'pglite' | 'postgres';
}): Promise<TestSupabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-'));
  const postgres = driver === 'postgres' ? await startPostgres() : undefined;
  const keys = embeddedKeys(dataDir);
  const supabase = await startEmbedded({
    dataDir,
    port: await freePort(),
    ...keys,
    ...(postgres && { databaseUrl: postgres.url }),
  });
  return {
    url: supabase.url,
    publishableKey: keys.publishableKey,
    secretKey: keys.secretKey,
    databaseUrl: postgres?.url,
    stop: async () => {
      await supabase.stop();
      await postgres?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

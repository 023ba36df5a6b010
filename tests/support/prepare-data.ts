import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '@/lib/commands/build-if-stale';
import { startEmbedded } from '@/lib/supabase/embedded/start';
import { freePort } from './free-port';

/** Global setup: a build of these sources, and a data folder with all migrations applied, which the apps under test begin with; a new one takes seconds each. */
export default async function prepareData(): Promise<() => void> {
  await buildIfStale();
  const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-prepared-'));
  const supabase = await startEmbedded({ dataDir, port: await freePort() });
  await supabase.stop();
  // Keys are made anew for each.
  rmSync(join(dataDir, 'keys.json'));
  process.env.PREPARED_DATA_DIR = dataDir;
  return () => rmSync(dataDir, { recursive: true });
}

import { existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { takeLock } from '@/lib/supabase/embedded/take-lock';
import { CommandError } from './command-error';
import { startNext } from './next-process';

const BUILD_MS = 10 * 60_000;

/** Next writes these in the course of a build, the last one at its end: a build that was killed lacks it. */
const isBuilt = () => ['.next/BUILD_ID', '.next/export-marker.json'].every((file) => existsSync(file));

/** Builds the app unless there is a build; a second copy that starts at the same time waits for the first one's. */
export async function buildIfMissing(): Promise<void> {
  if (isBuilt()) return;
  const folder = resolve('node_modules/.cache');
  mkdirSync(folder, { recursive: true });
  const lock = await takeLock(resolve(folder, 'darkroom-build'), BUILD_MS);
  if (!lock)
    throw new CommandError(
      'Another copy of Darkroom has been building for ten minutes: stop it and start again',
    );
  try {
    if (isBuilt()) return;
    const code = await startNext('build', [], { NODE_ENV: 'production' }).ended;
    if (code !== 0) throw new CommandError('Darkroom could not be built, see above');
  } finally {
    lock.release();
  }
}

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandError } from '@/lib/process/run-command';
import { takeLock } from '@/lib/supabase/embedded/take-lock';
import { hashSources } from './hash-sources.mjs';
import { startNext } from './next-process';

const BUILD_MS = 10 * 60_000;

/** Whether `root` holds a finished build of the very sources that are there now: next.config.mjs makes their hash its id. */
export function isBuildCurrent(root = process.cwd()): boolean {
  const [id, finished] = ['BUILD_ID', 'export-marker.json'].map((file) => join(root, '.next', file));
  // Next writes these in the course of a build, the second one at its end: a build that was killed lacks it.
  return Boolean(
    id &&
      finished &&
      existsSync(finished) &&
      existsSync(id) &&
      readFileSync(id, 'utf8') === hashSources(root),
  );
}

/** Builds the app unless there is a build of these sources; a second copy that starts at the same time waits for the first one's. */
export async function buildIfStale(): Promise<void> {
  if (isBuildCurrent()) return;
  const folder = resolve('node_modules/.cache');
  mkdirSync(folder, { recursive: true });
  const lock = await takeLock(resolve(folder, 'darkroom-build'), BUILD_MS);
  if (!lock)
    throw new CommandError(
      'Another copy of Darkroom has been building for ten minutes: stop it and start again',
    );
  try {
    if (isBuildCurrent()) return;
    const code = await startNext('build', [], { NODE_ENV: 'production' }).ended;
    if (code !== 0) throw new CommandError('Darkroom could not be built, see above');
  } finally {
    lock.release();
  }
}

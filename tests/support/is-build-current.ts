import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FINISHED = '.next/export-marker.json';

const SOURCES = [
  'app',
  'components',
  'i18n',
  'lib',
  'messages',
  'public',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];

/** Whether the production build was finished after the last change of anything that goes into it. */
export function isBuildCurrent(): boolean {
  if (!existsSync(FINISHED)) return false;
  const finished = statSync(FINISHED).mtimeMs;
  return SOURCES.flatMap(filesIn).every((file) => statSync(file).mtimeMs < finished);
}

function filesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name));
}

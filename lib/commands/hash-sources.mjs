import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What goes into the production build, but for the tests that lie beside it. */
const SOURCES = [
  'app',
  'components',
  'i18n',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'lib',
  'messages',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'public',
  'tsconfig.json',
];

/**
 * A hash over names and contents of the sources in `root`. Times would tell less: a clone, a copy and a checkout of something
 * older all have new ones, and what was removed has none.
 * @param {string} root
 */
export function hashSources(root) {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((source) => filesIn(root, source)).sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex').slice(0, 20);
}

/**
 * @param {string} root
 * @param {string} path relative to `root`
 * @returns {string[]}
 */
function filesIn(root, path) {
  const whole = join(root, path);
  if (!existsSync(whole) || /\.test\.tsx?$/.test(path)) return [];
  if (!statSync(whole).isDirectory()) return [path];
  return readdirSync(whole).flatMap((name) => filesIn(root, `${path}/${name}`));
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { isBuildCurrent } from '@/lib/commands/build-if-stale';
import { hashSources } from '@/lib/commands/hash-sources.mjs';
import { freePort } from '@/tests/support/free-port';

/** A project of one page, in the repository for its packages, that names its builds as ours does. */
function makeProject(): string {
  const root = mkdtempSync(resolve('.next-update-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'app'));
  const files = {
    'package.json': '{"type": "module"}',
    'tsconfig.json': '{"extends": "../tsconfig.json", "compilerOptions": {"paths": {"@/*": ["../*"]}}}',
    'next.config.mjs': `
      import { hashSources } from '../lib/commands/hash-sources.mjs';
      export default {
        generateBuildId: () => hashSources(import.meta.dirname),
        turbopack: { root: '..' },
        experimental: { turbopackFileSystemCacheForBuild: false },
        typescript: { ignoreBuildErrors: true },
      };`,
    // Without one of its own Next finds ours.
    'instrumentation.js': 'export function register() {}',
    'app/layout.tsx': `
      export default function Layout({ children }) {
        return <html lang="en"><body>{children}</body></html>;
      }`,
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  return root;
}

/** What its page says after `npm start` there. */
async function start(root: string): Promise<string> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', 'tsx', resolve('lib/commands/start.ts')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOST: '127.0.0.1',
      PORT: String(port),
      SUPABASE_URL: 'http://127.0.0.1:9',
      SUPABASE_PUBLISHABLE_KEY: 'unused',
      SUPABASE_SECRET_KEY: 'unused',
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const ended = once(child, 'exit');
  try {
    for (;;) {
      const response = await fetch(`http://127.0.0.1:${port}`).catch(() => null);
      if (response?.ok) return await response.text();
      if (child.exitCode !== null) throw new Error(`It did not start:\n${output}`);
      await wait(100);
    }
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

test('after a change of a page `npm start` builds it and shows it', async () => {
  const root = makeProject();
  const page = join(root, 'app/page.tsx');
  writeFileSync(page, 'export default () => <p>before the update</p>;');
  // All of a whole build that anybody looks at to know what it is of.
  mkdirSync(join(root, '.next'));
  writeFileSync(join(root, '.next/BUILD_ID'), hashSources(root));
  writeFileSync(join(root, '.next/export-marker.json'), '{}');
  expect(isBuildCurrent(root)).toBe(true);

  writeFileSync(page, 'export default () => <p>after the update</p>;');
  expect(await start(root)).toContain('after the update');
  expect(isBuildCurrent(root)).toBe(true);
});

test('what these tests run is a build of these sources', () => {
  expect(isBuildCurrent()).toBe(true);
});

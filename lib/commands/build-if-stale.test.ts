import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { isBuildCurrent } from './build-if-stale';
import { hashSources } from './hash-sources.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'darkroom-sources-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  write('app/page.tsx', 'first');
  write('lib/words.ts', 'one');
  write('package-lock.json', '{}');
  write('.next/BUILD_ID', hashSources(root));
  write('.next/export-marker.json', '{}');
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('a build is of the sources that were there when it began, whatever their times are', () => {
  expect(isBuildCurrent(root)).toBe(true);
  const later = new Date(Date.now() + 3_600_000);
  utimesSync(join(root, 'app/page.tsx'), later, later);
  expect(isBuildCurrent(root)).toBe(true);
});

test('what is changed, new, renamed, removed or installed makes a build stale, and back is back', () => {
  const page = join(root, 'app/page.tsx');
  write('app/page.tsx', 'second');
  expect(isBuildCurrent(root), 'changed').toBe(false);
  write('app/page.tsx', 'first');
  expect(isBuildCurrent(root), 'changed back').toBe(true);
  write('app/other/page.tsx', 'first');
  expect(isBuildCurrent(root), 'new').toBe(false);
  rmSync(join(root, 'app/other'), { recursive: true });
  renameSync(page, join(root, 'app/paged.tsx'));
  expect(isBuildCurrent(root), 'renamed').toBe(false);
  rmSync(join(root, 'app/paged.tsx'));
  expect(isBuildCurrent(root), 'removed').toBe(false);
  write('app/page.tsx', 'first');
  write('package-lock.json', '{"packages": {}}');
  expect(isBuildCurrent(root), 'installed').toBe(false);
});

test('tests, notes and what is written by running are no sources', () => {
  for (const path of ['app/page.test.tsx', 'lib/words.test.ts', 'README.md', 'tests/x.ts', '.data/keys.json'])
    write(path, 'new');
  expect(isBuildCurrent(root)).toBe(true);
});

test('without a build, or with one that was killed, there is none of these sources', () => {
  rmSync(join(root, '.next/export-marker.json'));
  expect(isBuildCurrent(root)).toBe(false);
  rmSync(join(root, '.next'), { recursive: true });
  expect(isBuildCurrent(root)).toBe(false);
});

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ARROWS, FOREIGN_WORDS } from './folders/arrows';
import { type Arrows, findFaults } from './folders/find-faults';

const MAP: Arrows = {
  lib: [],
  'lib/tasks': ['lib'],
  'lib/pictures': ['lib', 'lib/tasks'],
  app: ['lib/pictures'],
};

function faultsIn(files: Record<string, string>, arrows = MAP): string[] {
  const root = mkdtempSync(path.join(tmpdir(), 'folders-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  return findFaults(root, arrows);
}

const lines = (count: number) => 'export {};\n'.repeat(count);

test('arrows of the map, packages, data, and tests are fine', () => {
  const files = {
    'lib/log.ts': "import pino from 'pino';\nimport { version } from '@/package.json';",
    'lib/tasks/run.ts': "import { log } from '@/lib/log';",
    'lib/pictures/make.ts': "export { run } from '@/lib/tasks/run';\nimport { size } from './size';",
    'lib/pictures/size.ts': '',
    'lib/pictures/demo/draw.ts':
      "import { log } from '@/lib/log';\nimport { size } from '@/lib/pictures/size';",
    'lib/pictures/size.test.ts': "import { page } from '@/app/page';",
    'app/page.tsx': "export const page = <a />;\nconst make = () => import('@/lib/pictures/make');",
  };
  expect(faultsIn(files)).toEqual([]);
});

test.each([
  ['import { make } from "@/lib/pictures/make";', 'lib/pictures'],
  ['import type { Make } from "@/lib/pictures/make";', 'lib/pictures'],
  ['export * from "../pictures/make";', 'lib/pictures'],
  ['export { make } from "@/lib/pictures/make";', 'lib/pictures'],
  ['const make = import("@/lib/pictures/demo/draw");', 'lib/pictures'],
  ['import { page } from "@/app/page";', 'app'],
  ['import { database } from "@/tests/support/database";', 'tests'],
  ['import { fake } from "./testing/fake";', 'tests'],
  ['import { strange } from "@/lib/strange/thing";', 'lib/strange/thing'],
])('%s is no arrow of lib/tasks', (text, to) => {
  expect(faultsIn({ 'lib/tasks/run.ts': text })).toEqual([
    `lib/tasks/run.ts: lib/tasks may not import ${to}`,
  ]);
});

test('a new folder has to be named', () => {
  expect(faultsIn({ 'lib/films/cut.ts': '' })).toEqual([
    'lib/films/cut.ts: its folder is not in the map (tests/folders/arrows.ts)',
  ]);
});

test('a map in a circle is none', () => {
  expect(faultsIn({}, { a: ['b'], b: ['c'], c: ['a'], d: ['e'] })).toEqual([
    'd → e: no such folder in the map',
    'the map has a circle: a → b → c → a',
  ]);
});

test('26 files are too many for a folder, 301 lines for a file; tests and generated types do not count', () => {
  const files = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`lib/tasks/file-${at}.ts`, '']));
  expect(
    faultsIn({ ...files(25), 'lib/tasks/a.test.ts': lines(400), 'lib/database.types.ts': lines(400) }),
  ).toEqual([]);
  expect(faultsIn(files(26))).toEqual(['lib/tasks: 26 files, 25 are the most']);
  expect(faultsIn({ 'lib/log.ts': lines(300) })).toEqual([]);
  expect(faultsIn({ 'lib/log.ts': lines(301) })).toEqual(['lib/log.ts: 301 lines, 300 are the most']);
});

test('an arrow that is taken out of the map is missed', () => {
  const without: Arrows = {
    ...ARROWS,
    'lib/generation': ARROWS['lib/generation']?.filter((to) => to !== 'lib/images') ?? [],
  };
  expect(findFaults('.', ARROWS).filter((fault) => fault.includes('may not import'))).toEqual([]);
  expect(findFaults('.', without)).toContainEqual(
    expect.stringMatching(/^lib\/generation\/.*: lib\/generation may not import lib\/images$/),
  );
});

test('a word of one kind of work in the lifecycle is told with its line; in an address it is fine', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'folders-'));
  mkdirSync(path.join(root, 'lib/tasks'), { recursive: true });
  const text = "call('/api/generate-image/polling');\n/** Stores the picture. */\n";
  writeFileSync(path.join(root, 'lib/tasks/run.ts'), text);
  expect(findFaults(root, MAP, { 'lib/tasks': /image|picture/i })).toEqual([
    'lib/tasks/run.ts:2: "picture" is a word of one kind of work',
  ]);
  expect(findFaults('.', ARROWS, FOREIGN_WORDS).filter((fault) => fault.includes('is a word'))).toEqual([]);
});

import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeContents, makePrivate } from './keep-private';

let parent: string;
let umask: number;
const mode = (path: string) => (statSync(join(parent, path)).mode & 0o7777).toString(8);

beforeEach(() => {
  umask = process.umask(0o022);
  parent = mkdtempSync(join(tmpdir(), 'darkroom-private-'));
});
afterEach(() => {
  process.umask(umask);
  rmSync(parent, { recursive: true });
});

test('a folder that is not there is made for its owner alone, and so is what is written from then on', () => {
  makePrivate(join(parent, 'not/there'));
  mkdirSync(join(parent, 'not/there/database'));
  writeFileSync(join(parent, 'not/there/lock'), '');
  expect(['not', 'not/there', 'not/there/database', 'not/there/lock'].map(mode)).toEqual([
    '700',
    '700',
    '700',
    '600',
  ]);
});

test('one that is looser is closed with all that is ours in it', () => {
  mkdirSync(join(parent, 'data/supabase/.temp'), { recursive: true });
  for (const name of ['keys.json', 'lock', 'supabase/.temp/picture'])
    writeFileSync(join(parent, 'data', name), '', { mode: 0o664 });
  chmodSync(join(parent, 'data'), 0o777);
  makePrivate(join(parent, 'data'));
  closeContents(join(parent, 'data'));
  expect(['data', 'data/supabase', 'data/supabase/.temp'].map(mode)).toEqual(['700', '700', '700']);
  expect(['keys.json', 'lock', 'supabase/.temp/picture'].map((name) => mode(`data/${name}`))).toEqual([
    '600',
    '600',
    '600',
  ]);
});

test("what is somebody else's stays: a folder for everybody, other files, what a link points to", () => {
  chmodSync(parent, 0o1777);
  for (const name of ['notes.txt', 'elsewhere']) writeFileSync(join(parent, name), '', { mode: 0o644 });
  mkdirSync(join(parent, 'database'));
  symlinkSync(join(parent, 'elsewhere'), join(parent, 'database/link'));
  makePrivate(parent);
  closeContents(parent);
  expect(['', 'notes.txt', 'elsewhere', 'database'].map(mode)).toEqual(['1777', '644', '644', '700']);
});

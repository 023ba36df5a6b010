import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { embeddedKeys } from './keys';

const none = { SUPABASE_PUBLISHABLE_KEY: undefined, SUPABASE_SECRET_KEY: undefined };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkroom-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('keys are made once and kept', () => {
  const DATA_DIR = join(folder, 'not', 'there', 'yet');
  const keys = embeddedKeys({ DATA_DIR, ...none });
  expect(keys.publishableKey).toMatch(/^sb_publishable_.{20,}/);
  expect(keys.secretKey).toMatch(/^sb_secret_.{20,}/);
  expect(embeddedKeys({ DATA_DIR, ...none })).toEqual(keys);
  expect(readdirSync(DATA_DIR)).toEqual(['keys.json']);
});

test('keys of the settings go before the kept ones, and change nothing for good', () => {
  const kept = embeddedKeys({ DATA_DIR: folder, ...none });
  const given = embeddedKeys({
    DATA_DIR: folder,
    SUPABASE_PUBLISHABLE_KEY: 'pub',
    SUPABASE_SECRET_KEY: undefined,
  });
  expect(given).toEqual({ ...kept, publishableKey: 'pub' });
  expect(embeddedKeys({ DATA_DIR: folder, ...none })).toEqual(kept);
});

test('two folders have different keys', () => {
  const [one, other] = ['a', 'b'].map((name) => embeddedKeys({ DATA_DIR: join(folder, name), ...none }));
  expect(new Set([...Object.values(one ?? {}), ...Object.values(other ?? {})]).size).toBe(6);
});

test('an unreadable file is told, not replaced', () => {
  writeFileSync(join(folder, 'keys.json'), '{"publishableKey":');
  expect(() => embeddedKeys({ DATA_DIR: folder, ...none })).toThrow('keys.json');
});

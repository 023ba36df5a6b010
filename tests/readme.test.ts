import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scripts } from '@/package.json';

const readme = readFileSync('README.md', 'utf8');
const operations = readFileSync('docs/operations.md', 'utf8');
const [, promises = ''] = /^\| promise \| tested by \|\n.*\n((?:\|.*\n)+)/m.exec(readme) ?? [];
const rows = promises.trim().split('\n');

test('each promise names the tests that prove it, and they exist', () => {
  expect(rows.length).toBeGreaterThan(5);
  for (const row of rows) {
    const proofs = [...row.matchAll(/`(tests\/[^`]+|npm run (\w+)[^`]*)`/g)];
    expect(proofs.length, row).toBeGreaterThan(0);
    for (const [, proof = '', script] of proofs)
      expect(script ? script in scripts : existsSync(proof), proof).toBe(true);
  }
});

test('"exactly once" is said of credits and of visible results only', () => {
  const said = `${readme}\n${operations}`.split('\n').filter((line) => /exactly once/i.test(line));
  expect(said.length).toBeGreaterThan(0);
  for (const line of said) expect(line).toMatch(/credits|visible/i);
});

test('every command of the README is a script of package.json', () => {
  const named = [...`${readme}\n${operations}`.matchAll(/npm run (?:-s )?(\w+)/g)].map(
    ([, name = '']) => name,
  );
  for (const name of named) expect(Object.keys(scripts)).toContain(name);
});

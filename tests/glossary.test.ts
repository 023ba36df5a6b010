import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the glossary names files that exist', () => {
  const files = [...readFileSync('docs/glossary.md', 'utf8').matchAll(/`((?:lib|supabase)\/[^`]+)`/g)];
  expect(files.length).toBeGreaterThan(15);
  for (const [, file = ''] of files) expect(existsSync(file), file).toBe(true);
});

import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { generateTypes, TYPES_FILE } from '@/tests/support/database-types';

test('database.types.ts is what the migrations give (npm run types)', async () => {
  expect(await generateTypes(inject('supabase').databaseUrl ?? '')).toBe(readFileSync(TYPES_FILE, 'utf8'));
});

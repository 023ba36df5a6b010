import { expect, it, vi } from 'vitest';
import { makeId } from './ids';

const V4 = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

it('makes ids where a page was not loaded over https, each another', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const ids = Array.from({ length: 1000 }, makeId);
  for (const id of ids) expect(id).toMatch(V4);
  expect(new Set(ids).size).toBe(1000);
});

it('marks version and variant, whatever the bytes are', () => {
  const fill = (value: number) =>
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(value) });
  fill(0);
  expect(makeId()).toBe('00000000-0000-4000-8000-000000000000');
  fill(255);
  expect(makeId()).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff');
});

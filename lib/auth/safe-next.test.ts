import { expect, test } from 'vitest';
import { safeNext } from './safe-next';

test.each([
  ['/image-generator?topic=1#a', '/image-generator?topic=1#a'],
  ['/a/../b', '/b'],
  [undefined, '/image-generator'],
  ['', '/image-generator'],
  [['/a', '/b'], '/image-generator'],
  ['https://evil.example/', '/image-generator'],
  ['//evil.example/', '/image-generator'],
  ['/\\evil.example/', '/image-generator'],
  ['/\t/evil.example/', '/image-generator'],
  ['/a/..//evil.example', '/image-generator'],
  ['javascript:alert(1)', '/image-generator'],
])('%j leads to %s', (wanted, path) => {
  expect(safeNext(wanted)).toBe(path);
});

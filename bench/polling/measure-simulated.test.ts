import { expect, test } from 'vitest';
import { measureSimulated } from './measure-simulated';

test('our schedule holds every goal of looks and lag, learned from 50 attempts at a time', {
  timeout: 30_000,
}, () => {
  const rows = measureSimulated(2000);
  expect(rows).toHaveLength(11);
  expect(rows.filter((row) => !row.holds)).toEqual([]);
});

import { expect, it } from 'vitest';
import { findRow } from './gallery-layout';
import { justifyRows } from './justify-rows';

const { rows } = justifyRows(
  Array.from({ length: 9 }, () => 1),
  {
    width: 310,
    rowHeight: 100,
    gap: 5,
    complete: true,
  },
);

it('finds the row at a height', () => {
  expect(rows.map(({ top }) => top)).toEqual([0, 105, 210]);
  expect([-50, 0, 99, 104, 105, 300, 10_000].map((y) => findRow(rows, y))).toEqual([0, 0, 0, 0, 1, 2, 2]);
  expect(findRow([], 10)).toBe(-1);
});

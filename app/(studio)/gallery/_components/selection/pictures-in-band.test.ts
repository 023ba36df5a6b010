import { expect, it } from 'vitest';
import { justifyRows } from '@/app/(studio)/gallery/_components/layout/justify-rows';
import { picturesInBand } from './pictures-in-band';

// Three rows of three, each picture 100 by 100, 5 apart.
const layout = justifyRows(
  Array.from({ length: 9 }, () => 1),
  {
    width: 310,
    rowHeight: 100,
    gap: 5,
    complete: true,
  },
);
const between = (x1: number, y1: number, x2: number, y2: number) =>
  picturesInBand(layout, { x: x1, y: y1 }, { x: x2, y: y2 });

it('finds what the rectangle touches, whichever corner it was drawn from', () => {
  expect(between(50, 50, 160, 150)).toEqual([0, 1, 3, 4]);
  expect(between(160, 150, 50, 50)).toEqual([0, 1, 3, 4]);
  expect(between(160, 50, 50, 150)).toEqual([0, 1, 3, 4]);
});

it('finds nothing in the gaps and beside the pictures', () => {
  expect(between(101, 10, 104, 90)).toEqual([]);
  expect(between(0, 101, 310, 104)).toEqual([]);
  expect(between(0, 400, 310, 900)).toEqual([]);
  expect(between(0, -90, 310, -10)).toEqual([]);
});

it('reaches over everything', () => {
  expect(between(-50, -50, 900, 9000)).toHaveLength(9);
  expect(between(110, 300, 150, 0)).toEqual([1, 4, 7]);
});

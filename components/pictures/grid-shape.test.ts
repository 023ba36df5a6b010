import { expect, it } from 'vitest';
import { CATALOGUE } from '@/lib/providers/catalogue';
import { gridShape, ratio } from './grid-shape';

it('gives squares four columns and wide pictures three', () => {
  expect(gridShape('1:1', 4).columns).toBe(4);
  expect(gridShape('16:9', 3).columns).toBe(3);
});

it('keeps four wide pictures in one row', () => {
  expect(gridShape('16:9', 4).columns).toBe(4);
});

it.each(CATALOGUE.flatMap((model) => model.aspectRatios))(
  'gives %s a box of its shape, or shows it whole',
  (shape) => {
    const grid = gridShape(shape, 1);
    expect(grid.contained || grid.box === ratio(shape)).toBe(true);
    expect(grid.box).toBeGreaterThanOrEqual(0.5);
  },
);

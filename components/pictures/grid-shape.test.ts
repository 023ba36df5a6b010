import { expect, it } from 'vitest';
import { CATALOGUE } from '@/lib/providers/catalogue';
import { gridShape, ratio } from './grid-shape';

it('gives strips the columns that they need to be high enough', () => {
  expect(gridShape('1:1', 4).span).toBe(1);
  expect(gridShape('16:9', 4).span).toBe(1);
  expect(gridShape('4:1', 4).span).toBe(2);
  expect(gridShape('8:1', 4).span).toBe(4);
});

it('lets the odd one lead in a narrow window, unless it is high', () => {
  expect(gridShape('1:1', 3).leads).toBe(true);
  expect(gridShape('1:1', 4).leads).toBe(false);
  expect(gridShape('9:16', 1).leads).toBe(false);
});

it.each(CATALOGUE.flatMap((model) => model.aspectRatios))('gives %s a card of its own shape', (shape) => {
  expect(gridShape(shape, 1).box).toBe(ratio(shape));
});

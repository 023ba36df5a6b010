import { expect, it } from 'vitest';
import { justifyRows } from './justify-rows';
import { type FocusMove, moveFocus } from './move-focus';

// Rows: 0 1 2 | 3 4 (wide) | 5 6 7 | 8
const layout = justifyRows([1, 1, 1, 2, 1.1, 1, 1, 1, 1], {
  width: 320,
  rowHeight: 100,
  gap: 5,
  complete: true,
});
const move = (from: number, how: FocusMove, page = 220) => moveFocus(layout, from, how, page);

it('has the rows that the moves below speak of', () => {
  expect(layout.rows.map(({ first, end }) => [first, end])).toEqual([
    [0, 3],
    [3, 5],
    [5, 8],
    [8, 9],
  ]);
});

it('goes left and right in the order of the pictures, over the ends of rows', () => {
  expect([move(0, 'right'), move(2, 'right'), move(3, 'left'), move(0, 'left'), move(8, 'right')]).toEqual([
    1, 3, 2, 0, 8,
  ]);
});

it('goes up and down to the picture that stands nearest', () => {
  expect([move(0, 'down'), move(1, 'down'), move(2, 'down'), move(4, 'up'), move(3, 'down')]).toEqual([
    3, 3, 4, 2, 5,
  ]);
  expect([move(1, 'up'), move(8, 'down')]).toEqual([1, 8]);
});

it('goes to the ends, and by pages of at least a row', () => {
  expect([move(4, 'home'), move(4, 'end')]).toEqual([0, 8]);
  expect([move(0, 'pageDown'), move(8, 'pageUp'), move(0, 'pageDown', 10), move(0, 'pageUp')]).toEqual([
    5, 0, 3, 0,
  ]);
  expect(move(8, 'pageDown')).toBe(8);
});

it('stays inside when there are fewer pictures than before', () => {
  expect(move(40, 'left')).toBe(8);
  expect(moveFocus({ boxes: [], rows: [], height: 0 }, 3, 'down', 100)).toBe(0);
});

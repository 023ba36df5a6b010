import { expect, it } from 'vitest';
import { Selection } from './selection';

const order = ['a', 'b', 'c', 'd', 'e', 'f'];
const ids = (selection: Selection) => [...selection.ids].sort().join('');

it('selects one and lets go of it', () => {
  const one = Selection.empty.toggle('b');
  expect([ids(one), one.size, one.has('b')]).toEqual(['b', 1, true]);
  expect(ids(one.toggle('b'))).toBe('');
  expect(Selection.empty.size).toBe(0);
});

it('selects a range in both directions from the last one that was chosen', () => {
  expect(ids(Selection.empty.toggle('b').extendTo('e', order))).toBe('bcde');
  expect(ids(Selection.empty.toggle('e').extendTo('b', order))).toBe('bcde');
});

it('draws a range again from the same place, beside what was selected before', () => {
  const before = Selection.empty.toggle('a').toggle('c');
  expect(ids(before.extendTo('f', order))).toBe('acdef');
  expect(ids(before.extendTo('f', order).extendTo('d', order))).toBe('acd');
  expect(ids(before.extendTo('f', order).extendTo('b', order))).toBe('abc');
});

it('begins a range where the focus was when nothing was chosen, or what was chosen is gone', () => {
  expect(ids(Selection.empty.extendTo('c', order, 'b'))).toBe('bc');
  expect(ids(Selection.empty.extendTo('c', order))).toBe('c');
  expect(ids(Selection.empty.toggle('z').extendTo('c', order, 'd'))).toBe('cdz');
});

it('takes more, and forgets what is gone', () => {
  const some = Selection.empty.toggle('a').with(['c', 'd']);
  expect(ids(some)).toBe('acd');
  expect(ids(some.without(['c', 'x']))).toBe('ad');
  expect(some.without(['x'])).toBe(some);
  expect(ids(some.extendTo('b', order))).toBe('abcd');
});

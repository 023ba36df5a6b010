import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { growingLayout } from './growing-layout';
import { justifyRows } from './justify-rows';

const ratioOf = (id: string) => 0.6 + (Number(id) % 25) / 10;
const idsFrom = (first: number, count: number) => Array.from({ length: count }, (_, n) => String(first + n));

it('whatever is appended, taken away or made wider, stands where it would without a past', () => {
  const list = fc.record({
    kept: fc.nat(60),
    added: fc.nat(60),
    width: fc.constantFrom(600, 1100),
    complete: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 6 }), (lists) => {
      const layOut = growingLayout();
      let ids: string[] = [];
      for (const [step, { kept, added, width, complete }] of lists.entries()) {
        ids = [...ids.slice(0, kept), ...idsFrom(step * 1000, added)];
        const space = { width, rowHeight: width / 6, gap: 8, complete };
        expect(layOut(ids, ratioOf, space)).toEqual(justifyRows(ids.map(ratioOf), space));
      }
    }),
  );
});

it('a page that is appended leaves every row before it untouched, also as an object', () => {
  const layOut = growingLayout();
  const space = { width: 1000, rowHeight: 180, gap: 8, complete: false };
  const before = layOut(idsFrom(0, 60), ratioOf, space);
  const after = layOut(idsFrom(0, 120), ratioOf, space);
  expect(before.rows.length).toBeGreaterThan(5);
  for (const [index, box] of before.boxes.entries()) expect(after.boxes[index]).toBe(box);
  expect(after.rows.length).toBeGreaterThan(before.rows.length + 5);
});

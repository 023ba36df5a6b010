import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { growingLayout, justifyRows } from './justify-rows';

const space = { width: 1000, rowHeight: 200, gap: 10, complete: true };
const ratios = fc.array(fc.double({ min: 0.6, max: 3, noNaN: true }), { maxLength: 120 });
const spaces = fc.record({
  width: fc.integer({ min: 320, max: 2000 }),
  rowHeight: fc.integer({ min: 80, max: 300 }),
  gap: fc.integer({ min: 0, max: 12 }),
  complete: fc.boolean(),
});

it('fills each row to the width and leaves the last one at its height', () => {
  const { rows, boxes, height } = justifyRows([1.5, 1.5, 1, 1, 1], space);
  expect(rows).toEqual([
    { first: 0, end: 3, top: 0, height: 245 },
    { first: 3, end: 5, top: 255, height: 200 },
  ]);
  expect(boxes[2]).toEqual({ left: 755, top: 0, width: 245, height: 245, row: 0 });
  expect(boxes[4]).toEqual({ left: 210, top: 255, width: 200, height: 200, row: 1 });
  expect(height).toBe(455);
});

it('keeps a last row back that the next page may fill', () => {
  const { rows, boxes, height } = justifyRows([1.5, 1.5, 1, 1, 1], { ...space, complete: false });
  expect(rows).toHaveLength(1);
  expect(boxes).toHaveLength(3);
  expect(height).toBe(245);
});

it('narrows a picture that is wider than the list', () => {
  const { boxes } = justifyRows([3, 3], { ...space, width: 300 });
  expect(boxes.map(({ width, height }) => [width, height])).toEqual([
    [300, 100],
    [300, 100],
  ]);
});

it('fills every row but the last exactly, in order, without overlaps', () => {
  fc.assert(
    fc.property(ratios, spaces, (list, given) => {
      const { rows, boxes, height } = justifyRows(list, given);
      rows.forEach((row, index) => {
        const inside = boxes.slice(row.first, row.end);
        const right = (inside.at(-1)?.left ?? 0) + (inside.at(-1)?.width ?? 0);
        const last = given.complete && index === rows.length - 1;
        if (last) expect(right).toBeLessThan(given.width + 0.001);
        else expect(right).toBeCloseTo(given.width, 6);
        expect(row.first).toBe(rows[index - 1]?.end ?? 0);
        const before = rows[index - 1];
        if (before) expect(row.top).toBeCloseTo(before.top + before.height + given.gap, 6);
        inside.forEach((box, place) => {
          expect(box.width / box.height).toBeCloseTo(list[row.first + place] ?? 0, 6);
        });
      });
      const end = rows.at(-1);
      expect(height).toBeCloseTo(end ? end.top + end.height : 0, 6);
      if (given.complete) expect(boxes).toHaveLength(list.length);
    }),
  );
});

it('moves nothing when pictures are appended, and only what comes after it when one goes', () => {
  fc.assert(
    fc.property(ratios, ratios, spaces, fc.nat(), (list, more, given, place) => {
      const before = justifyRows(list, { ...given, complete: false });
      const after = justifyRows([...list, ...more], given);
      expect(after.boxes.slice(0, before.boxes.length)).toEqual(before.boxes);

      const gone = list.length > 0 ? place % list.length : 0;
      const row = before.boxes[gone]?.row ?? 0;
      const without = justifyRows(
        list.filter((_, index) => index !== gone),
        { ...given, complete: false },
      );
      // The row before it may have room for what comes after it.
      const untouched = Math.min(Math.max(0, row - 1), without.rows.length, before.rows.length);
      expect(without.rows.slice(0, untouched)).toEqual(before.rows.slice(0, untouched));
    }),
  );
});

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

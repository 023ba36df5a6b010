import { expect, it } from 'vitest';
import { bounded, fullScale, type Sizes, WHOLE, Zoom, zoomedAt } from './zoom';

const sizes: Sizes = {
  frame: { width: 1000, height: 800 },
  picture: { width: 600, height: 600 },
  naturalWidth: 1200,
};

it('keeps what lies under the pointer where it is', () => {
  const point = { x: 200, y: -100 };
  const once = zoomedAt(WHOLE, 3, point, sizes);
  const under = { x: (point.x - once.x) / once.scale, y: (point.y - once.y) / once.scale };
  expect(under.x).toBeCloseTo(200);
  expect(under.y).toBeCloseTo(-100);
  expect(once.scale).toBe(3);
});

it('ends at 400 % of the picture’s own pixels, and at the whole picture', () => {
  expect(fullScale(sizes)).toBe(2);
  expect(zoomedAt(WHOLE, 100, { x: 0, y: 0 }, sizes).scale).toBe(8);
  expect(zoomedAt({ scale: 3, x: 50, y: 0 }, 0.01, { x: 300, y: 0 }, sizes)).toEqual(WHOLE);
});

it('enlarges a small picture four times, though that is more than 400 %', () => {
  expect(zoomedAt(WHOLE, 100, { x: 0, y: 0 }, { ...sizes, naturalWidth: 300 }).scale).toBe(4);
});

it('lets no edge come further in than the edge of the frame', () => {
  expect(bounded({ scale: 2, x: 999, y: -999 }, sizes)).toEqual({ scale: 2, x: 100, y: -200 });
  // Narrower than the frame: nothing to move to.
  expect(bounded({ scale: 1.5, x: 999, y: 999 }, sizes)).toEqual({ scale: 1.5, x: 0, y: 50 });
});

it('tells a change once', () => {
  const zoom = new Zoom();
  let told = 0;
  zoom.subscribe(() => told++);
  zoom.set({ scale: 2, x: 0, y: 0 });
  zoom.set({ scale: 2, x: 0, y: 0 });
  zoom.reset();
  expect(told).toBe(2);
});

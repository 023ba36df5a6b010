import { assert, constantFrom, double, integer, property, record, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { type AwaitedTask, nextPollMs } from './schedule';

/** Median 20 s, 5 to 95 %: 10 to 40 s. */
const QUANTILES = [10_000, 11_660, 15_060, 20_000, 26_560, 34_310, 40_000];
const FREE = { pictures: 1 };
const middle = () => 0.5;

const running = (changes: Partial<AwaitedTask> = {}): AwaitedTask => ({
  status: 'processing',
  lane: 'pictures',
  places: 4,
  waits: false,
  createdAt: 0,
  startedAt: 0,
  retryAt: null,
  quantilesMs: QUANTILES,
  earlyMs: null,
  ...changes,
});
const queued = (changes: Partial<AwaitedTask> = {}) =>
  running({ status: 'queued', startedAt: null, ...changes });
const next = (tasks: AwaitedTask[], now: number, places = FREE) =>
  nextPollMs(tasks, now, places, middle) ?? Number.NaN;

test('nothing is looked at when nothing is open', () => {
  expect(nextPollMs([], 0, FREE)).toBeNull();
});

test('the first look waits while next to nothing ends, however long that is', () => {
  expect(next([running()], 0)).toBeCloseTo(10_197, -1);
  expect(next([running({ quantilesMs: QUANTILES.map((ms) => ms * 30) })], 0)).toBeCloseTo(305_866, -1);
  expect(next([running()], 4000)).toBeCloseTo(6197, -1);
});

test('then the pace is somewhat slower before the median, constant after it, and slower again for the very late', () => {
  const [early = 0, median = 0, later = 0, late = 0] = [10_500, 20_000, 40_000, 120_000].map((ms) =>
    next([running()], ms),
  );
  expect(early).toBeGreaterThan(median * 1.1);
  expect(later).toBe(median);
  expect(late).toBeGreaterThan(median * 1.5);
});

test('a new attempt is waited for from its own begin', () => {
  expect(next([running({ startedAt: 60_000 })], 60_000)).toBe(next([running()], 0));
});

test('one early probe only where the history holds fast failures, and only far before the first look', () => {
  expect(next([running({ earlyMs: 3000 })], 0)).toBe(3000);
  expect(next([running({ earlyMs: 3000 })], 3000)).toBeCloseTo(7197, -1);
  expect(next([running({ earlyMs: 8000 })], 0)).toBe(next([running()], 0));
});

test('without history the gaps grow with the time waited', () => {
  const gaps = [0, 4000, 20_000, 60_000, 600_000].map((ms) => next([running({ quantilesMs: null })], ms));
  expect(gaps).toEqual([1000, 1000, 4000, 12_000, 15_000]);
});

test('a task that waits for its retry is looked at when it should have been claimed', () => {
  expect(next([queued({ retryAt: 20_000 })], 5000)).toBe(16_000);
  expect(next([queued({ retryAt: 20_000 })], 21_000)).toBeLessThanOrEqual(2100);
});

test('a queued task is looked at with the running ones it waits for, and soon when a place is free', () => {
  const one = [running({ places: 1 }), queued({ places: 1 })];
  expect(next(one, 0)).toBe(next([running()], 0));
  expect(next([running(), queued()], 0)).toBe(1000);
  expect(next([queued()], 60_000, { pictures: 4 })).toBe(6000);
});

test('the places of another lane are none of its business', () => {
  const title = queued({ places: 1, lane: 'quick' });
  expect(next([running({ places: 1 }), title], 0, { pictures: 1 })).toBe(1000);
});

test('what waits for other tasks is looked at with those, and alone at the pace of a queue', () => {
  const child = queued({ waits: true });
  expect(next([running(), child], 0)).toBe(next([running()], 0));
  expect(next([child], 60_000)).toBe(6000);
});

test('one look serves several tasks', () => {
  const [one = 0, four = 0] = [1, 4].map((count) =>
    next(
      Array.from({ length: count }, () => running()),
      30_000,
    ),
  );
  expect(four / one).toBeCloseTo(4 ** 0.36, 2);
  expect(next([running(), running({ startedAt: 30_000 })], 30_000)).toBe(one);
});

const anyTask = record({
  status: constantFrom('queued', 'processing'),
  lane: constantFrom('pictures'),
  places: constantFrom(4),
  waits: constantFrom(false, true),
  createdAt: integer({ min: 0, max: 1e6 }),
  startedAt: integer({ min: 0, max: 1e6 }),
  retryAt: constantFrom(null, 900_000),
  quantilesMs: constantFrom(
    null,
    QUANTILES,
    QUANTILES.map(() => 1),
    QUANTILES.map((ms) => ms * 100),
  ),
  earlyMs: constantFrom(null, 0, 3000),
});

test('whatever the rows say, a wait is a number of at least 0.9 s, and at most 16.5 s once the first look is over', () => {
  assert(
    property(
      anyTask,
      tuple(integer({ min: 0, max: 4e6 }), double({ min: 0, max: 1, noNaN: true })),
      (task, [now, at]) => {
        const ms = nextPollMs([task], now, FREE, () => at);
        expect(ms).toBeGreaterThanOrEqual(900);
        const over = Math.max(task.startedAt, task.retryAt ?? 0) + 1_300_000 < now;
        expect(over ? ms : 0).toBeLessThanOrEqual(16_500);
      },
    ),
  );
});

test('waits of many browsers differ by a tenth', () => {
  const waits = [0, 0.5, 1].map((at) => nextPollMs([running()], 0, FREE, () => at) ?? 0);
  expect(waits.map((ms) => ms / (waits[1] ?? 1))).toEqual(
    [0.9, 1, 1.1].map((share) => expect.closeTo(share, 3)),
  );
});

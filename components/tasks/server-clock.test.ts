import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ServerClock } from './server-clock';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const START = '2026-01-01T10:00:00.000Z';
const at = (seconds: number) => Date.parse(START) + seconds * 1000;

it('goes on from the database time, whatever the clock of the browser says', () => {
  vi.setSystemTime('1999-01-01T00:00:00Z');
  const clock = new ServerClock(START);
  vi.advanceTimersByTime(3000);
  expect(clock.now()).toBe(at(3));
});

it('takes an answer that arrived faster, and not one that was late', () => {
  const clock = new ServerClock(START);
  clock.sync(new Date(at(0.4)).toISOString());
  expect(clock.now()).toBe(at(0.4));
  clock.sync(new Date(at(0.1)).toISOString());
  expect(clock.now()).toBe(at(0.4));
});

it('follows when the clock of the database is set back', () => {
  const clock = new ServerClock(START);
  clock.sync(new Date(at(-3600)).toISOString());
  expect(clock.now()).toBe(at(-3600));
});

it('ticks with one interval for all, and with none when nobody listens', () => {
  const clock = new ServerClock(START);
  const one = vi.fn();
  const two = vi.fn();
  const unsubscribes = [clock.subscribe(1000, one), clock.subscribe(1000, two)];
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(2000);
  expect(one).toHaveBeenCalledTimes(2);
  expect(two).toHaveBeenCalledTimes(2);
  expect(clock.tick(1000)).toBe(at(2));
  for (const unsubscribe of unsubscribes) unsubscribe();
  expect(vi.getTimerCount()).toBe(0);
});

import { nextPollMs } from '@/lib/polling/schedule';
import type { Random } from './durations';
import type { History } from './history';

/** When to look next, in ms: `elapsedMs` after the tasks began, `open` of them not known to have ended, after so many looks. */
export type Policy = (elapsedMs: number, open: number, looks: number) => number;

export const fixed =
  (ms: number): Policy =>
  () =>
    ms;

/** 1, 2, 4 … 30 s. */
export const doubling: Policy = (_elapsedMs, _open, looks) => Math.min(30_000, 1000 * 2 ** looks);

/** What the server answers. */
export function ours(history: History, random: Random): Policy {
  return (elapsedMs, open) => {
    const task = {
      status: 'processing' as const,
      lane: 'pictures',
      places: 4,
      waits: false,
      createdAt: 0,
      startedAt: 0,
      retryAt: null,
      ...history,
    };
    const tasks = Array.from({ length: open }, () => task);
    return nextPollMs(tasks, elapsedMs, { pictures: open }, random) ?? 0;
  };
}

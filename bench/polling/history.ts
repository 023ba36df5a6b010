import type { AwaitedTask } from '@/lib/polling/schedule';
import { type Durations, draw, type Random } from './durations';

/** What a batch carries of its kind's past. */
export type History = Pick<AwaitedTask, 'quantilesMs' | 'earlyMs'>;

const SAMPLES = 50;
const SHARES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
const NORMAL = [-1.6449, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.6449];

/** As percentile_cont of PostgreSQL. */
function percentile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  return below + (place % 1) * ((sorted[Math.ceil(place)] ?? below) - below);
}

const ascending = (values: number[]) => values.sort((a, b) => a - b);

/** Learned from 50 attempts, as private.estimate_duration does. */
export function learn(durations: Durations, random: Random): History {
  const past = Array.from({ length: SAMPLES }, () => draw(durations, random));
  const median = percentile(ascending(past.filter(({ fails }) => !fails).map(({ ms }) => ms)), 0.5);
  const isEarly = ({ ms, fails }: { ms: number; fails: boolean }) => fails && ms < median / 2;
  const early = past.filter(isEarly).map(({ ms }) => ms);
  const rest = ascending(past.filter((attempt) => !isEarly(attempt)).map(({ ms }) => ms));
  return {
    quantilesMs: SHARES.map((share) => percentile(rest, share)),
    earlyMs: early.length > 0 ? Math.max(Math.max(...early) * (1 + 1 / early.length), median / 24) : null,
  };
}

/** As if they had been learned from endlessly many attempts. */
export function knowExactly({ medianMs, spread }: Durations): History {
  return { quantilesMs: NORMAL.map((z) => medianMs * Math.exp(spread * z)), earlyMs: null };
}

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Random = () => number;

/** Log-normal durations in ms. */
export interface Durations {
  medianMs: number;
  /** Standard deviation of the logarithm. */
  spread: number;
  /** A share of the tasks fails between these times instead. */
  failures?: { share: number; fromMs: number; toMs: number };
}

const Z95 = 1.6449;

const logNormal = (medianMs: number, p95Ms: number): Durations => ({
  medianMs,
  spread: Math.log(p95Ms / medianMs) / Z95,
});

/** The two kinds of work that the goals are about. */
export const DURATIONS = { A: logNormal(25_000, 70_000), B: logNormal(120_000, 200_000) } as const;

/** The same numbers from 0 to 1 at each run. */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/** One duration in ms, and whether it is a fast failure. */
export function draw(
  { medianMs, spread, failures }: Durations,
  random: Random,
): { ms: number; fails: boolean } {
  if (failures && random() < failures.share) {
    return { ms: failures.fromMs + random() * (failures.toMs - failures.fromMs), fails: true };
  }
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return { ms: medianMs * Math.exp(spread * normal), fails: false };
}

/** So many durations in ms that stand for all: the middles of as many equal shares. */
export function representatives(durations: Durations, count: number): number[] {
  const random = seededRandom(2);
  const drawn = Float64Array.from({ length: count * 1000 }, () => draw(durations, random).ms).sort();
  return Array.from({ length: count }, (_, index) => drawn[index * 1000 + 500] ?? 0);
}

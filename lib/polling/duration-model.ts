/**
 * The shares of a batch's `quantiles_ms` (5, 10, 25, 50, 75, 90 and 95 %): where a normal distribution has them, and how
 * much each says: the inverse of the variance that the quantile of a sample has there.
 */
const SHARES = [
  { z: -1.6449, weight: 0.45 },
  { z: -1.2816, weight: 0.68 },
  { z: -0.6745, weight: 1.08 },
  { z: 0, weight: 1.27 },
  { z: 0.6745, weight: 1.08 },
  { z: 1.2816, weight: 0.68 },
  { z: 1.6449, weight: 0.45 },
];
const MEDIAN = 3;
const P90 = 5;

/** With few attempts behind, they are more alike than the next ones will be. */
const LEAST_SPREAD = 0.15;

/** Durations as a log-normal distribution: `spread` is the standard deviation of their logarithm. */
export interface DurationModel {
  medianMs: number;
  spread: number;
}

/** The log-normal that lies closest to the quantiles of a batch: weighted least squares of their logarithms. */
export function fitDurations(quantilesMs: readonly number[]): DurationModel {
  const points = SHARES.map(({ z, weight }, index) => ({
    z,
    weight,
    log: Math.log(Math.max(1, quantilesMs[index] ?? 1)),
  }));
  const sum = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((total, point) => total + of(point), 0);
  const slope = sum(({ z, weight, log }) => weight * z * log) / sum(({ z, weight }) => weight * z * z);
  return {
    medianMs: Math.exp(sum(({ weight, log }) => weight * log) / sum(({ weight }) => weight)),
    spread: Math.max(LEAST_SPREAD, slope),
  };
}

/** What a card tells of the same quantiles: half are there after `p50Ms`, nine of ten after `p90Ms`. */
export function estimateOf(quantilesMs: readonly number[] | null): { p50Ms: number; p90Ms: number } | null {
  const p50Ms = quantilesMs?.[MEDIAN];
  const p90Ms = quantilesMs?.[P90];
  return p50Ms === undefined || p90Ms === undefined ? null : { p50Ms, p90Ms };
}

/** Quantiles of the normal distribution at 5, 10, 25, 50, 75, 90 and 95 %: the shares of a batch's `quantiles_ms`. */
const NORMAL = [-1.6449, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.6449] as const;
const NORMAL_SQUARES = NORMAL.reduce<number>((sum, z) => sum + z * z, 0);
const MEDIAN = 3;
const P90 = 5;

/** With few attempts behind, they are more alike than the next ones will be. */
const LEAST_SPREAD = 0.15;

/** Durations as a log-normal distribution: `spread` is the standard deviation of their logarithm. */
export interface DurationModel {
  medianMs: number;
  spread: number;
}

/** The log-normal that lies closest (least squares, in logarithms) to the quantiles of a batch. */
export function fitDurations(quantilesMs: readonly number[]): DurationModel {
  const logs = NORMAL.map((_, index) => Math.log(Math.max(1, quantilesMs[index] ?? 1)));
  const slope = logs.reduce((sum, log, index) => sum + log * (NORMAL[index] ?? 0), 0) / NORMAL_SQUARES;
  return {
    medianMs: Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length),
    spread: Math.max(LEAST_SPREAD, slope),
  };
}

/** What a card tells of the same quantiles: half are there after `p50Ms`, nine of ten after `p90Ms`. */
export function estimateOf(quantilesMs: readonly number[] | null): { p50Ms: number; p90Ms: number } | null {
  const p50Ms = quantilesMs?.[MEDIAN];
  const p90Ms = quantilesMs?.[P90];
  return p50Ms === undefined || p90Ms === undefined ? null : { p50Ms, p90Ms };
}

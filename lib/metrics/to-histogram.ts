import type { Sample } from './metric';
import type { Total } from './read-metrics';

/** Counts per bucket, as the database gives them → the cumulative ones of a Prometheus histogram. */
export function toHistogram({ labels, count, sum, buckets }: Total, bounds: number[]): Sample[] {
  let upTo = 0;
  const samples = bounds.map((bound, exceeded): Sample => {
    upTo += buckets[exceeded] ?? 0;
    return { suffix: '_bucket', labels: { ...labels, le: String(bound) }, value: upTo };
  });
  return [
    ...samples,
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: sum },
    { suffix: '_count', labels, value: count },
  ];
}

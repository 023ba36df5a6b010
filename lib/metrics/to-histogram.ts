import type { Labels, Sample } from './metric';
import type { Bucket } from './read-metrics';

/** Counts per bucket, as the database gives them → the cumulative ones of a Prometheus histogram. */
export function toHistogram(buckets: Bucket[], bounds: number[], labels: Labels = {}): Sample[] {
  const upTo = (bucket: number) =>
    buckets.filter((one) => one.bucket <= bucket).reduce((sum, { count }) => sum + count, 0);
  const count = upTo(bounds.length);
  return [
    ...bounds.map((bound, bucket) => ({
      suffix: '_bucket',
      labels: { ...labels, le: String(bound) },
      value: upTo(bucket),
    })),
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: buckets.reduce((sum, { seconds }) => sum + seconds, 0) },
    { suffix: '_count', labels, value: count },
  ];
}

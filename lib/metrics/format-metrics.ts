import type { Total } from './read-metrics';

type Labels = Record<string, string>;

export interface Sample {
  /** What follows the name of the metric: `_bucket`, `_sum` or `_count` of a histogram. */
  suffix?: string;
  labels?: Labels;
  value: number;
}

/** One metric as Prometheus knows it. */
export interface Metric {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  samples: Sample[];
}

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

const escapeLabel = (value: string) =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

function formatLabels(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

/** Prometheus' text format, version 0.0.4. */
export function formatMetrics(metrics: Metric[]): string {
  const lines = metrics.flatMap(({ name, type, help, samples }) => [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(({ suffix = '', labels, value }) => `${name}${suffix}${formatLabels(labels)} ${value}`),
  ]);
  return `${lines.join('\n')}\n`;
}

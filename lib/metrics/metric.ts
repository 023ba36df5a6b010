export type Labels = Record<string, string>;

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

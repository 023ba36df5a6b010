import type { Labels, Metric } from './metric';
import { DURATION_BOUNDS, type Metrics, WAIT_BOUNDS } from './read-metrics';
import { toHistogram } from './to-histogram';

const STATUSES = ['queued', 'retrying', 'processing'] as const;

type Duration = Metrics['durations'][number];

/** The key that groups attempts of like duration is `provider:model:size`. */
function modelLabels({ stats_key }: Duration): Labels {
  const [provider = '', model = '', size = ''] = stats_key.split(':');
  return { provider, model, size };
}

const sum = <T>(rows: T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);

function attempts(durations: Duration[]): Metric {
  const groups = Map.groupBy(durations, ({ stats_key, outcome, error_code }) =>
    [stats_key, outcome, error_code].join(),
  );
  const samples = [...groups.values()].flatMap(([first, ...others]) =>
    first
      ? {
          labels: { ...modelLabels(first), outcome: first.outcome, error_code: first.error_code ?? '' },
          value: sum([first, ...others], ({ count }) => count),
        }
      : [],
  );
  const help = 'Attempts that ended, by what they were asked for and how they ended.';
  return { name: 'darkroom_attempts_total', type: 'counter', help, samples };
}

function durationsByModel(durations: Duration[]): Metric {
  const finished = durations.filter(({ outcome }) => ['completed', 'failed'].includes(outcome));
  const samples = [...Map.groupBy(finished, ({ stats_key }) => stats_key).values()].flatMap((group) =>
    group[0] ? toHistogram(group, DURATION_BOUNDS, modelLabels(group[0])) : [],
  );
  const help = 'Time from claim to end of attempts that completed or failed.';
  return { name: 'darkroom_attempt_duration_seconds', type: 'histogram', help, samples };
}

/** The installation's figures under the names that /api/metrics publishes. */
export function describeMetrics(figures: Metrics): Metric[] {
  const counter = (name: string, help: string, value: number): Metric => ({
    name: `darkroom_${name}_total`,
    type: 'counter',
    help,
    samples: [{ value }],
  });
  const gauge = (name: string, help: string, value: number): Metric => ({
    name: `darkroom_${name}`,
    type: 'gauge',
    help,
    samples: [{ value }],
  });
  const { open, durations, waits } = figures;
  const rescues = durations.filter(({ outcome }) => outcome === 'expired');
  return [
    {
      name: 'darkroom_open_tasks',
      type: 'gauge',
      help: 'Tasks that have not ended, by status; retrying ones wait for the time of their retry.',
      samples: STATUSES.map((status) => ({ labels: { status }, value: open[status] ?? 0 })),
    },
    gauge(
      'oldest_queued_seconds',
      'How long the oldest queued task has been due.',
      figures.oldestQueuedSeconds,
    ),
    {
      name: 'darkroom_claim_wait_seconds',
      type: 'histogram',
      help: 'Time from due to claimed, its user having a free place or not.',
      samples: toHistogram(waits, WAIT_BOUNDS),
    },
    durationsByModel(durations),
    attempts(durations),
    counter(
      'retries',
      'Attempts after the first.',
      sum(durations, ({ retries }) => retries),
    ),
    counter(
      'lease_rescues',
      'Tasks taken back from processes that went silent.',
      sum(rescues, ({ count }) => count),
    ),
    counter('fenced_writes', 'Late writes that were refused.', figures.fencedWrites),
    counter('refunds', 'Charges that were returned.', figures.refunds),
    counter('refunded_credits', 'Credits that were returned.', figures.refundedCredits),
    gauge(
      'ledger_drift_credits',
      'Difference between balances and ledger, over all accounts: must be 0.',
      figures.ledgerDrift,
    ),
    gauge(
      'last_sweep_timestamp_seconds',
      'When expired leases were last looked for, 0 if never.',
      figures.sweptAt ?? 0,
    ),
  ];
}

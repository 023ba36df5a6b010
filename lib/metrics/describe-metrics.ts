import { type Metric, type Sample, toHistogram } from './format-metrics';
import type { Metrics, Total } from './read-metrics';

const NONE_YET: Omit<Total, 'name'> = { labels: {}, count: 0, sum: 0, buckets: {} };

function gauge(name: string, help: string, ...samples: Sample[]): Metric {
  return { name: `darkroom_${name}`, type: 'gauge', help, samples };
}

function counter(name: string, help: string, samples: Sample[]): Metric {
  return { name: `darkroom_${name}_total`, type: 'counter', help, samples };
}

const byCount = ({ labels, count }: Total): Sample => ({ labels, value: count });

/** Labels from the general to the special: the database knows no order of them. */
const LABELS = ['provider', 'model', 'size', 'status', 'outcome', 'error_code'];

function inOrder(total: Total): Total {
  const pairs = LABELS.map((label) => [label, total.labels[label]]).filter(
    ([, value]) => value !== undefined,
  );
  return { ...total, labels: Object.fromEntries(pairs) };
}

/** The installation's figures under the names that /api/metrics publishes. Counters without labels are there from the start. */
export function describeMetrics({
  open,
  oldestQueuedSeconds,
  purges,
  ledgerDrift,
  ledgerAuditedAt,
  sweptAt,
  bounds,
  totals,
}: Metrics): Metric[] {
  const all = (name: string) => totals.filter((total) => total.name === name).map(inOrder);
  const one = (name: string): Total => all(name)[0] ?? { name, ...NONE_YET };
  const histogram = (name: string, help: string, given: Total[]): Metric => ({
    name: `darkroom_${name}_seconds`,
    type: 'histogram',
    help,
    samples: given.flatMap((total) => toHistogram(total, bounds)),
  });
  const rescued = all('attempts').filter(({ labels }) => labels.outcome === 'expired');

  return [
    gauge(
      'open_tasks',
      'Tasks that have not ended, by status; retrying ones wait for the time of their retry.',
      ...Object.entries(open).map(([status, value]) => ({ labels: { status }, value })),
    ),
    gauge('oldest_queued_seconds', 'How long the oldest queued task has been due.', {
      value: oldestQueuedSeconds,
    }),
    histogram('claim_wait', 'Time from due to claimed, its user having a free place or not.', [
      one('claim_wait'),
    ]),
    histogram(
      'attempt_duration',
      'Time from claim to end of attempts that completed or failed.',
      all('attempt_duration'),
    ),
    counter(
      'attempts',
      'Attempts that ended, by what they were asked for and how they ended.',
      all('attempts').map(byCount),
    ),
    counter('tasks_finished', 'Tasks that ended, by how.', all('tasks_finished').map(byCount)),
    counter('retries', 'Failed attempts whose task went back to the queue.', [byCount(one('retries'))]),
    counter('lease_rescues', 'Tasks taken back from processes that went silent.', [
      { value: rescued.reduce((sum, { count }) => sum + count, 0) },
    ]),
    counter('fenced_writes', 'Late finishes that were refused.', [byCount(one('fenced_writes'))]),
    counter('refunds', 'Charges that were returned.', [byCount(one('refunds'))]),
    counter('refunded_credits', 'Credits that were returned.', [{ value: one('refunds').sum }]),
    gauge('due_purges', 'Tasks and uploads whose stored objects are to be removed now.', {
      value: purges.due,
    }),
    gauge('oldest_purge_seconds', 'How long the oldest of them has been due.', {
      value: Math.floor(purges.oldestSeconds),
    }),
    gauge('ledger_drift_credits', 'Credits by which balances and ledger differ: must be 0.', {
      value: ledgerDrift,
    }),
    gauge('ledger_audit_timestamp_seconds', 'When balances and ledger were last compared.', {
      value: ledgerAuditedAt,
    }),
    gauge('last_sweep_timestamp_seconds', 'When expired leases were last looked for, 0 if never.', {
      value: sweptAt ?? 0,
    }),
  ];
}

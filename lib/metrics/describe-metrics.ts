import type { Metric, Sample } from './metric';
import type { Metrics, Total } from './read-metrics';
import { toHistogram } from './to-histogram';

const NONE_YET: Omit<Total, 'name'> = { labels: {}, count: 0, sum: 0, buckets: {} };

function gauge(name: string, help: string, ...samples: Sample[]): Metric {
  return { name: `darkroom_${name}`, type: 'gauge', help, samples };
}

function counter(name: string, help: string, samples: Sample[]): Metric {
  return { name: `darkroom_${name}_total`, type: 'counter', help, samples };
}

const byCount = ({ labels, count }: Total): Sample => ({ labels, value: count });

/** The installation's figures under the names that /api/metrics publishes. Counters without labels are there from the start. */
export function describeMetrics({
  queue,
  ledgerDrift,
  ledgerAuditedAt,
  sweptAt,
  bounds,
  totals,
}: Metrics): Metric[] {
  const all = (name: string) => totals.filter((total) => total.name === name);
  const one = (name: string): Total => all(name)[0] ?? { name, ...NONE_YET };
  const histogram = (name: string, help: string, given: Total[]): Metric => ({
    name: `darkroom_${name}_seconds`,
    type: 'histogram',
    help,
    samples: given.flatMap((total) => toHistogram(total, bounds)),
  });
  const rescued = all('attempts').find(({ labels }) => labels.outcome === 'expired');

  return [
    gauge(
      'tasks',
      'Tasks that have not ended, by status; queued ones may wait for their retry.',
      { labels: { status: 'queued' }, value: queue.queued },
      { labels: { status: 'processing' }, value: queue.processing },
    ),
    gauge('oldest_queued_seconds', 'How long the longest waiting queued task has been due.', {
      value: queue.oldestQueuedSeconds,
    }),
    histogram('time_to_claim', 'From due to claimed, whether its user had a free place or not.', [
      one('time_to_claim'),
    ]),
    histogram(
      'attempt_duration',
      'From claim to end of the attempts that completed or failed.',
      all('attempt_duration'),
    ),
    counter('attempts', 'Attempts that ended.', all('attempts').map(byCount)),
    counter('tasks_finished', 'Tasks that ended.', all('tasks_finished').map(byCount)),
    counter('retries', 'Failed attempts whose task went back to the queue.', [byCount(one('retries'))]),
    counter('lease_rescues', 'Tasks taken back from processes that went silent.', [
      { value: rescued?.count ?? 0 },
    ]),
    counter('fenced_writes', 'Late finishes that were refused.', [byCount(one('fenced_writes'))]),
    counter('refunds', 'Charges that were returned.', [byCount(one('refunds'))]),
    counter('refunded_credits', 'Credits that were returned.', [{ value: one('refunds').sum }]),
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

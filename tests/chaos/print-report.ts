import { quantile } from '@/tests/support/quantile';
import { printChecks } from './print-checks';
import { printTable } from './print-table';
import type { ChaosReport } from './run-chaos';

const KINDS = ['SIGKILL', 'SIGSTOP', 'SIGTERM'] as const;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function recoveryRows({ recoveries, incidents }: ChaosReport): string[][] {
  return KINDS.map((kind) => {
    const own = recoveries.filter((recovery) => recovery.kind === kind);
    const noticed = own.map(({ noticedMs }) => noticedMs);
    const again = own.flatMap(({ claimedAgainMs }) => claimedAgainMs ?? []);
    return [
      kind,
      String(incidents.filter((incident) => incident.kind === kind).length),
      String(own.length),
      own.length > 0 ? `${seconds(quantile(noticed, 0.5))} / ${seconds(Math.max(...noticed))}` : '–',
      again.length > 0 ? `${seconds(quantile(again, 0.5))} / ${seconds(Math.max(...again))}` : '–',
    ];
  });
}

const listed = (counts: Map<string, number>) =>
  [...counts]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

/** The report as text: what was promised and checked, how long rescues took, what happened. */
export function printReport(report: ChaosReport): string {
  const { options, counts, checks, incidents } = report;
  const restarts = (kind: string) => incidents.filter((incident) => incident.kind === kind).length;
  return [
    `Seed ${options.seed}: ${counts.tasks} tasks of ${options.users} users in ${report.seconds} s, lease ${options.leaseSeconds} s, sweep ${options.sweepSeconds} s`,
    '',
    printTable([
      ['signal', 'sent', 'tasks held', 'noticed after: median / max', 'claimed again: median / max'],
      ...recoveryRows(report),
    ]),
    '',
    `Tasks: ${counts.completed} completed, ${counts.failed} failed, ${counts.canceled} canceled; ${counts.attempts} attempts, ${report.providerCalls} calls of the provider`,
    `Groups: ${counts.groups} with ${counts.inGroups} tasks, of which ${counts.waiting} wait for others; ${counts.groupsCompleted} completed as a whole, ${counts.groupsCanceled} canceled by their user, ${counts.upstreamFailed} tasks canceled because of others`,
    `Rescues ${counts.rescues}, releases ${counts.releases}, retries ${counts.retries}, fenced writes ${counts.fencedWrites}, refunds ${counts.refunds}`,
    `Restarts: database ${restarts('database killed')}, Supabase ${restarts('Supabase killed')}, app and workers ${restarts('SIGKILL') + restarts('SIGTERM')}; stopped for longer than the lease ${restarts('SIGSTOP')}`,
    `The database's clock: ${restarts('clock put forward')} × ${options.clockStepSeconds} s forward, ${restarts('clock put back')} × back; transactions given up, at most: ${listed(report.databaseFaults)}`,
    `Answers of the API: ${listed(report.statuses)}`,
    `Requests to Supabase lost or held: ${listed(report.struck)}`,
    '',
    printChecks(checks),
  ].join('\n');
}

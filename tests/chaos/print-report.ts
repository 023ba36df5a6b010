import type { ChaosReport } from './run-chaos';

const KINDS = ['SIGKILL', 'SIGSTOP', 'SIGTERM'] as const;

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function recoveryRows({ recoveries, incidents }: ChaosReport): string[][] {
  return KINDS.map((kind) => {
    const own = recoveries.filter((recovery) => recovery.kind === kind);
    const noticed = own.map(({ noticedMs }) => noticedMs);
    const again = own.flatMap(({ claimedAgainMs }) => claimedAgainMs ?? []);
    return [
      kind,
      String(incidents.filter((incident) => incident.kind === kind).length),
      String(own.length),
      own.length > 0 ? `${seconds(median(noticed))} / ${seconds(Math.max(...noticed))}` : '–',
      again.length > 0 ? `${seconds(median(again))} / ${seconds(Math.max(...again))}` : '–',
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
  const broken = checks.filter(({ violations }) => violations.length > 0);
  return [
    `Seed ${options.seed}: ${counts.tasks} tasks of ${options.users} users in ${report.seconds} s, lease ${options.leaseSeconds} s, sweep ${options.sweepSeconds} s`,
    '',
    table([
      ['invariant', 'checked', 'violations'],
      ...checks.map(({ name, checked, violations }) => [name, String(checked), String(violations.length)]),
    ]),
    '',
    table([
      ['signal', 'sent', 'tasks held', 'noticed after: median / max', 'claimed again: median / max'],
      ...recoveryRows(report),
    ]),
    '',
    `Tasks: ${counts.completed} completed, ${counts.failed} failed, ${counts.canceled} canceled; ${counts.attempts} attempts, ${report.providerCalls} calls of the provider`,
    `Rescues ${counts.rescues}, releases ${counts.releases}, retries ${counts.retries}, fenced writes ${counts.fencedWrites}, refunds ${counts.refunds}`,
    `Restarts: database ${restarts('database killed')}, Supabase ${restarts('Supabase killed')}, app and workers ${restarts('SIGKILL') + restarts('SIGTERM')}; stopped for longer than the lease ${restarts('SIGSTOP')}`,
    `Answers of the API: ${listed(report.statuses)}`,
    `Requests to Supabase lost or held: ${listed(report.struck)}`,
    ...broken.flatMap(({ name, violations }) => [
      '',
      `BROKEN: ${name}`,
      ...violations.map((line) => `  ${line}`),
    ]),
    '',
    broken.length === 0 ? 'Every promise held.' : `${broken.length} promises broken.`,
  ].join('\n');
}

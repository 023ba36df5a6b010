import { quantile } from '@/tests/support/quantile';
import { printChecks } from './print-checks';
import { printTable } from './print-table';
import type { FairnessReport } from './run-fairness';

const seconds = (ms: number) => (ms / 1000).toFixed(1);

/** For a group of users: the lowest, the middle and the highest of what each of them had. */
function spreadRow(name: string, values: number[], print = seconds): string[] {
  return [name, ...[0, 0.5, 1].map((share) => print(quantile(values, share)))];
}

function groupRows(name: string, users: string[], { waits, overtaken }: FairnessReport): string[][] {
  const each = (share: number) => users.map((user) => quantile(waits.get(user) ?? [], share));
  return [
    spreadRow(`${name}: first wait of a user`, each(0)),
    spreadRow(`${name}: median wait of a user`, each(0.5)),
    spreadRow(`${name}: 95th percentile of a user`, each(0.95)),
    spreadRow(`${name}: longest wait of a user`, each(1)),
    spreadRow(
      `${name}: tasks of others claimed before a user's first`,
      users.map((user) => overtaken.get(user) ?? 0),
      String,
    ),
  ];
}

/** How evenly the users waited. */
export function printFairness(report: FairnessReport): string {
  const { options, early, late, mostRunning } = report;
  const { processes, concurrency, users, tasksEach } = options;
  return [
    `${processes} processes with ${concurrency} places each, ${users} users, ${tasksEach} tasks each, in ${report.seconds} s`,
    `Most tasks of one user running at any instant: ${mostRunning}`,
    '',
    printTable([
      ['seconds, over users', 'lowest', 'median', 'highest'],
      ...groupRows(`${early.length} with a backlog`, early, report),
      ...groupRows(`${late.length} who came later`, late, report),
    ]),
    '',
    printChecks(report.checks),
  ].join('\n');
}

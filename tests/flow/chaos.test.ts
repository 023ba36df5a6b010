import { expect, test } from 'vitest';
import { readChaosOptions } from '@/tests/chaos/chaos-options';
import { printFairness } from '@/tests/chaos/print-fairness';
import { printReport } from '@/tests/chaos/print-report';
import { runChaos } from '@/tests/chaos/run-chaos';
import { runFairness } from '@/tests/chaos/run-fairness';
import { expectNothingLate } from '@/tests/faults/expect-nothing-late';
import { expectNoticed } from '@/tests/faults/expect-noticed';
import type { CheckResult } from '@/tests/history/check';

const broken = (checks: CheckResult[]) => checks.filter(({ violations }) => violations.length > 0);

// The first one waits for a minute, in which the others run.

test.concurrent('SIGKILL at the default settings: noticed within lease + sweep + 2 s, claimed again at once, stored bytes are not bought again', async () => {
  expect.hasAssertions();
  await expectNoticed();
});

test.concurrent('SIGSTOP for longer than the lease, another finishes, SIGCONT: the late writes change nothing', async () => {
  expect.hasAssertions();
  await expectNothingLate();
});

test.concurrent('chaos: everything breaks at random, and every promise holds (npm run chaos for the long run)', async () => {
  const report = await runChaos(readChaosOptions(['--quick', '--tasks', '60']), () => undefined);
  console.log(printReport(report));
  expect(broken(report.checks)).toEqual([]);
  expect(report.incidents.length).toBeGreaterThan(3);
  expect(report.counts.tasks).toBeGreaterThanOrEqual(60);
  expect(report.counts.inGroups).toBeGreaterThanOrEqual(report.counts.tasks / 4);
  expect(report.counts.waiting).toBeGreaterThan(0);
}, 300_000);

test.concurrent('8 processes: never more than 4 of one user, and nobody waits for the backlog of others (npm run chaos -- fairness for 50 users)', async () => {
  const report = await runFairness({ processes: 8, concurrency: 1, users: 16, tasksEach: 12 });
  console.log(printFairness(report));
  expect(broken(report.checks)).toEqual([]);
  expect(report.mostRunning).toBe(4);
  // No more than what the eight places took while the newcomer was being let in.
  expect(report.late).toHaveLength(8);
  for (const user of report.late) {
    expect(report.ahead.get(user), 'in a queue for all they would wait for more').toBeGreaterThan(8);
    expect(report.overtaken.get(user) ?? 0).toBeLessThanOrEqual(8);
  }
}, 240_000);

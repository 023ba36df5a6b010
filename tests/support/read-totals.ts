import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
  /** Which failed and why, where the runner itself told it long before the end. */
  failures?: string[];
}

const vitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

/** What vitest's JSON reporter counted. A run that failed outside of its tests counts as one failure. */
export function readVitestTotals(report: string, exitCode: number): Totals {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const counted = vitestReport.parse(JSON.parse(readFileSync(report, 'utf8')));
  return withExit(exitCode, {
    passed: counted.numPassedTests,
    failed: counted.numFailedTests,
    skipped: counted.numPendingTests + counted.numTodoTests,
    failures: counted.testResults.flatMap(({ name, message, assertionResults }) => [
      ...(message ? [`${name}\n${message}`] : []),
      ...assertionResults
        .filter(({ status }) => status === 'failed')
        .map(
          ({ fullName, failureMessages }) => `${name} › ${fullName}\n${failureMessages?.join('\n') ?? ''}`,
        ),
    ]),
  });
}

/** What Playwright's JSON reporter counted. A test that passed only when repeated counts as failed. */
export function readPlaywrightTotals(report: string, exitCode: number): Totals {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = playwrightReport.parse(JSON.parse(readFileSync(report, 'utf8')));
  return withExit(exitCode, {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  });
}

function withExit(exitCode: number, totals: Totals): Totals {
  return exitCode !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

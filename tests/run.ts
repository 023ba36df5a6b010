import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildIfStale } from '@/lib/commands/build-if-stale';
import { readPlaywrightTotals, readVitestTotals, type Totals } from './support/read-totals';

const { resolve } = createRequire(import.meta.url);
const reports = mkdtempSync(join(tmpdir(), 'darkroom-tests-'));

async function run(script: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}

async function runVitest(): Promise<Totals> {
  const report = join(reports, 'vitest.json');
  const bin = join(dirname(resolve('vitest/package.json')), 'vitest.mjs');
  const code = await run(bin, [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return readVitestTotals(report, code);
}

async function runPlaywright(): Promise<Totals> {
  const report = join(reports, 'playwright.json');
  const args = ['test', '--pass-with-no-tests', '--reporter=list,json'];
  const code = await run(resolve('@playwright/test/cli'), args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  return readPlaywrightTotals(report, code);
}

/** A build that fails is told by Next; nothing can be tested without one. */
async function builds(): Promise<boolean> {
  try {
    await buildIfStale();
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

const totals: Totals[] = (await builds())
  ? [await runVitest(), await runPlaywright()]
  : [{ passed: 0, failed: 1, skipped: 0 }];
rmSync(reports, { recursive: true, force: true });

for (const failure of totals.flatMap((run) => run.failures ?? [])) console.log(`\nFailed: ${failure}`);
const sum = (name: 'passed' | 'failed' | 'skipped') => totals.reduce((total, run) => total + run[name], 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`);
process.exit(sum('failed') === 0 && sum('passed') > 0 ? 0 : 1);

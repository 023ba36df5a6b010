import type { CheckResult } from '@/tests/history/check';
import { printTable } from './print-table';

/** Every invariant with how often it was checked, and what broke those that did not hold. */
export function printChecks(checks: CheckResult[]): string {
  const broken = checks.filter(({ violations }) => violations.length > 0);
  return [
    printTable([
      ['invariant', 'checked', 'violations'],
      ...checks.map(({ name, checked, violations }) => [name, String(checked), String(violations.length)]),
    ]),
    ...broken.flatMap(({ name, violations }) => [
      '',
      `BROKEN: ${name}`,
      ...violations.map((line) => `  ${line}`),
    ]),
    '',
    broken.length === 0 ? 'Every promise held.' : `${broken.length} promises broken.`,
  ].join('\n');
}

import { writeFileSync } from 'node:fs';
import type { TestProcess } from '@/tests/support/test-process';

/** Everything that the processes logged, by time, one line of JSON each. */
export function writeLog(file: string, processes: Pick<TestProcess, 'name' | 'lines'>[]): void {
  const lines = processes.flatMap(({ name, lines: own }) =>
    own.map(({ time, ...line }) => ({ time: String(time), process: name, ...line })),
  );
  const sorted = lines.toSorted((a, b) => a.time.localeCompare(b.time));
  writeFileSync(file, sorted.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

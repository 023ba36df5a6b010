import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a run with a PostgreSQL of its own ends with the code that its tests have set', () => {
  const script = "await import('./tests/support/postgres.ts'); process.exitCode = 3;";
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  expect(spawnSync(process.execPath, args, { encoding: 'utf8' })).toMatchObject({ status: 3, stderr: '' });
});

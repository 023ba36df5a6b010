import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a bad setting stops the start with one message that names every fault', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'lib/commands/start.ts'],
    {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        PORT: '99999',
        TASK_LEASE_SECONDS: '10',
        TASK_HEARTBEAT_SECONDS: '6',
        TASK_RETRY_DELAYS_SECONDS: '5,,x',
        MAX_RUNNING_PER_USER: '-1',
        SUPABASE_URL: 'nowhere',
      } as unknown as NodeJS.ProcessEnv,
    },
  );
  expect(status).toBe(1);
  const output = stdout + stderr;
  for (const name of [
    'PORT',
    'TASK_HEARTBEAT_SECONDS',
    'TASK_RETRY_DELAYS_SECONDS',
    'MAX_RUNNING_PER_USER',
    'SUPABASE_URL',
    'SUPABASE_SECRET_KEY',
  ]) {
    expect(output.match(new RegExp(`^\\s*${name} `, 'gm')) ?? [], name).toHaveLength(1);
  }
  expect(output).not.toMatch(/\n\s+at /);
});

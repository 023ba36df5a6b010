import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';

test.skipIf(!existsSync('/dev/full'))(
  "a log that can't be written, like that of a closed terminal, stops nothing",
  () => {
    const script = `import { log } from './lib/log.ts'; for (let i = 0; i < 20_000; i++) log.info({ event: 'x' }); process.exit(7);`;
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'], encoding: 'utf8', timeout: 30_000 },
    );
    expect({ status, stderr }).toEqual({ status: 7, stderr: '' });
  },
);

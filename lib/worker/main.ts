import { loadEnv } from '@/lib/commands/load-env';
import { runCommand } from '@/lib/commands/run-command';
import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import { startBackground } from './background';
import { stopOnSignal } from './stop-on-signal';

await runCommand(() => {
  loadEnv();
  const { WORKER_CONCURRENCY } = settings();
  stopOnSignal(startBackground().stop);
  log.info({ event: 'worker_started', concurrency: WORKER_CONCURRENCY });
  return new Promise(() => undefined);
});

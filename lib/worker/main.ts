import { loadEnv } from '@/lib/commands/load-env';
import { runCommand } from '@/lib/commands/run-command';
import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import { traceIfWanted } from '@/lib/telemetry/trace-if-wanted';
import { startBackground } from './background';
import { stopOnSignal } from './stop-on-signal';

await runCommand(async () => {
  loadEnv();
  const { WORKER_CONCURRENCY } = settings();
  const stopTracing = await traceIfWanted();
  stopOnSignal(startBackground().stop, stopTracing);
  log.info({ event: 'worker_started', concurrency: WORKER_CONCURRENCY });
  return new Promise(() => undefined);
});

import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import { loadEnv, runCommand } from '@/lib/process/run-command';
import { stopOnSignal } from '@/lib/process/stop-signals';
import { traceIfWanted } from '@/lib/telemetry/tracing';
import { startBackground } from './background';

await runCommand(async () => {
  loadEnv();
  const { WORKER_CONCURRENCY } = settings();
  const stopTracing = await traceIfWanted();
  stopOnSignal(startBackground().stop, stopTracing);
  log.info({ event: 'worker_started', concurrency: WORKER_CONCURRENCY });
  return new Promise(() => undefined);
});

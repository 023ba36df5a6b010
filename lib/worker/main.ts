import { loadEnv } from '@/lib/commands/load-env';
import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import { startBackground } from './background';
import { stopOnSignal } from './stop-on-signal';

loadEnv();
const { WORKER_CONCURRENCY } = settings();
stopOnSignal(startBackground().stop);
log.info({ event: 'worker_started', concurrency: WORKER_CONCURRENCY });

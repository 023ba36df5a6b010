import { withTimeout } from '@/lib/auth/verify-session';
import { settings } from '@/lib/env';
import { taskKinds } from '@/lib/kinds/task-kinds';
import { log } from '@/lib/log';
import { imageProvider } from '@/lib/providers/provider';
import { BUCKET } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { version } from '@/package.json';
import { type Health, queueStatsSchema } from './schema';

/** A process with room claims a due task within a second. */
const UNCLAIMED_SECONDS = 60;

async function readQueue() {
  try {
    return queueStatsSchema.parse(unwrap(await serviceClient().rpc('read_queue_stats')));
  } catch (error) {
    log.error({ event: 'health_database', err: error });
    return null;
  }
}

/** What has been due for a minute and is not this process's to work: perhaps nobody's. */
function unclaimedKinds(due: Record<string, { lane: string; seconds: number }>): string[] {
  const { WORKER_LANES } = settings();
  const works = (kind: string, lane: string) => kind in taskKinds && WORKER_LANES.some((one) => one === lane);
  return Object.entries(due)
    .filter(([kind, { lane, seconds }]) => seconds >= UNCLAIMED_SECONDS && !works(kind, lane))
    .map(([kind]) => kind);
}

async function storageAnswers(): Promise<boolean> {
  const { error } = await serviceClient().storage.getBucket(BUCKET);
  if (error) log.error({ event: 'health_storage', err: error });
  return !error;
}

/** Whether database and storage answer; the provider is named, never called. */
export async function checkHealth(): Promise<Health> {
  const [queue, storage] = await Promise.all([withTimeout(readQueue()), withTimeout(storageAnswers())]);
  return {
    status: queue && storage ? 'ok' : 'degraded',
    version,
    database: queue ? 'ok' : 'error',
    storage: storage ? 'ok' : 'error',
    provider: imageProvider().name,
    queue: queue && { ...queue.counts, unclaimedKinds: unclaimedKinds(queue.due) },
  };
}

import { waitBriefly } from '@/lib/auth/wait-briefly';
import { log } from '@/lib/log';
import { imageProvider } from '@/lib/providers/provider';
import { BUCKET } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { version } from '@/package.json';
import { type Health, queueSchema } from './health-schema';

async function readQueue() {
  try {
    return queueSchema.parse(unwrap(await serviceClient().rpc('read_queue_stats')));
  } catch (error) {
    log.error({ event: 'health_database', err: error });
    return null;
  }
}

async function storageAnswers(): Promise<boolean> {
  const { error } = await serviceClient().storage.getBucket(BUCKET);
  if (error) log.error({ event: 'health_storage', err: error });
  return !error;
}

/** Whether database and storage answer; the provider is named, never called. */
export async function checkHealth(): Promise<Health> {
  const [queue, storage] = await Promise.all([waitBriefly(readQueue()), waitBriefly(storageAnswers())]);
  return {
    status: queue && storage ? 'ok' : 'degraded',
    version,
    database: queue ? 'ok' : 'error',
    storage: storage ? 'ok' : 'error',
    provider: imageProvider().name,
    queue,
  };
}

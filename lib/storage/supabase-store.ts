import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';
import { TaskError } from '@/lib/tasks/task-error';
import type { ImageStore } from './image-store';

export const BUCKET = 'generations';

function storageFailed(cause: unknown): TaskError {
  return new TaskError('storage_failed', 'storage failed', { retryable: true, cause });
}

/** HTTP status of a storage error, whether it came as the answer's status or inside its body. */
function statusOf(error: { status?: number | undefined; statusCode?: string | undefined }): number {
  return Number(error.statusCode) || error.status || 0;
}

/** Supabase Storage, acting as the client it is given: the service client writes, a user's client reads their own. */
export function supabaseStore(client: SupabaseClient<Database>): ImageStore {
  const bucket = client.storage.from(BUCKET);

  async function read(key: string): Promise<Uint8Array | null> {
    const { data, error } = await bucket.download(key);
    if (!error) return new Uint8Array(await data.arrayBuffer());
    if ([400, 404].includes(statusOf(error))) return null;
    throw storageFailed(error);
  }

  return {
    read,
    async writeOnce(key, bytes, mimeType) {
      const { error } = await bucket.upload(key, bytes, { contentType: mimeType, upsert: false });
      if (!error) return bytes;
      const stored = statusOf(error) === 409 ? await read(key) : null;
      if (stored) return stored;
      throw storageFailed(error);
    },
    async remove(keys) {
      const { error } = await bucket.remove(keys);
      if (error) throw storageFailed(error);
    },
  };
}

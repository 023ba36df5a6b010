import { createHash } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';

/** SHA-256 of what is stored under a key of the bucket of pictures. */
export async function hashObject(admin: SupabaseClient<Database>, key: string): Promise<string> {
  const { data, error } = await admin.storage.from('generations').download(key);
  if (error) throw error;
  return createHash('sha256')
    .update(Buffer.from(await data.arrayBuffer()))
    .digest('hex');
}

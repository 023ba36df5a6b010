import type { SupabaseClient } from '@supabase/supabase-js';
import { ApiError } from '@/lib/errors';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { readTasks } from './read-tasks';
import type { Task } from './schema';

export interface FoundImage {
  mimeType: string;
  createdAt: string;
  /** What made it; an upload has none. */
  task: Task | undefined;
}

/** One of the caller's pictures or uploads. Throws `not_found` for others', deleted and unfinished ones. */
export async function findImage(client: SupabaseClient<Database>, id: string): Promise<FoundImage> {
  const [task] = (await readTasks(client, [id])).tasks;
  const [image] = task?.images ?? [];
  if (task && image) return { mimeType: image.mimeType, createdAt: task.createdAt, task };
  const upload = unwrap(
    await client
      .from('uploads')
      .select('mime_type, created_at')
      .eq('id', id)
      .not('stored_at', 'is', null)
      .maybeSingle(),
  );
  if (!upload) throw new ApiError('not_found');
  return {
    mimeType: upload.mime_type,
    createdAt: new Date(upload.created_at).toISOString(),
    task: undefined,
  };
}

import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';
import { type QueueOptions, queuePictures } from './queue-pictures';

/** Queues one picture; see {@link queuePictures}. */
export async function queuePicture(
  admin: SupabaseClient<Database>,
  userId: string,
  { taskId = randomUUID(), ...options }: QueueOptions & { taskId?: string },
): Promise<string> {
  await queuePictures(admin, userId, [taskId], options);
  return taskId;
}

import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';
import { createGeneration } from './create-generation';

export interface QueueOptions {
  /** The ids of the tasks are added to it. */
  prompt?: string;
  leaseSeconds?: number;
  retryDelaysSeconds?: number[];
}

const MOST_AT_ONCE = 4;

/** Queues pictures as an app would that has no place for them, four at most in one batch; the prompts name the tasks. */
export async function queuePictures(
  admin: SupabaseClient<Database>,
  userId: string,
  taskIds: string[],
  { prompt = 'a kite', leaseSeconds = 45, retryDelaysSeconds = [1, 1, 1] }: QueueOptions = {},
): Promise<void> {
  for (let from = 0; from < taskIds.length; from += MOST_AT_ONCE) {
    const own = taskIds.slice(from, from + MOST_AT_ONCE);
    const { error } = await createGeneration(admin, userId, {
      taskIds: own,
      prompt: `${prompt} ${own.join(' ')}`,
      price: 1,
      limits: { maxRunning: 0, ratePerMinute: 10_000, leaseSeconds, retryDelaysSeconds },
    });
    if (error) throw new Error('not accepted', { cause: error });
  }
}

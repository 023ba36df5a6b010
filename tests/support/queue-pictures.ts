import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';

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
    const { error } = await admin.rpc('create_generation', {
      p_user_id: userId,
      p_task_ids: own,
      p_request: {},
      p_prompt: `${prompt} ${own.join(' ')}`,
      p_model: 'gemini-nano-banana-2.1',
      p_settings: { aspectRatio: '1:1', imageSize: '1K' },
      p_seeds: own.map((_, position) => position),
      p_price: 1,
      p_stats_key: 'test',
      p_limits: { maxRunning: 0, ratePerMinute: 10_000, leaseSeconds, retryDelaysSeconds },
    });
    if (error) throw new Error('not accepted', { cause: error });
  }
}

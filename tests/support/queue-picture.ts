import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';

interface QueuedPicture {
  taskId?: string;
  /** The task's id is added to it. */
  prompt?: string;
  leaseSeconds: number;
  retryDelaysSeconds?: number[];
  price?: number;
}

/** Queues one picture as an app would that has no place for it; its prompt names the task. Resolves to its id. */
export async function queuePicture(
  admin: SupabaseClient<Database>,
  userId: string,
  {
    taskId = randomUUID(),
    prompt = 'a kite',
    leaseSeconds,
    retryDelaysSeconds = [1, 1, 1],
    price = 1,
  }: QueuedPicture,
): Promise<string> {
  const { error } = await admin.rpc('create_generation', {
    p_user_id: userId,
    p_task_ids: [taskId],
    p_request: {},
    p_prompt: `${prompt} ${taskId}`,
    p_model: 'gemini-nano-banana-2.1',
    p_settings: { aspectRatio: '1:1', imageSize: '1K' },
    p_seeds: [0],
    p_price: price,
    p_stats_key: 'test',
    p_limits: { maxRunning: 0, ratePerMinute: 10_000, leaseSeconds, retryDelaysSeconds },
  });
  if (error) throw new Error('not accepted', { cause: error });
  return taskId;
}

import { log } from '@/lib/log';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

/** What is left of a topic after this is deleted by whoever keeps house. */
const LONGEST_MS = 20_000;

/**
 * Deletes a topic with everything in it, in parts: the first hides it, and cancels and refunds what is open. A later part that
 * fails is left to the housekeeping, and so are all when this process dies. Returns the tasks that were open. Throws `not_found`.
 */
export async function deleteTopic(userId: string, topicId: string): Promise<string[]> {
  const client = serviceClient();
  const startedAt = performance.now();
  const topic = { p_user_id: userId, p_topic_id: topicId };
  const canceled = unwrap(await client.rpc('delete_topic', topic));
  try {
    let done: boolean;
    do done = unwrap(await client.rpc('clear_deleted_topic', topic));
    while (!done && performance.now() - startedAt < LONGEST_MS);
  } catch (error) {
    log.warn({ event: 'topic_left_to_clean_up', topicId, err: error });
  }
  return canceled;
}

import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { type CountedTopic, countedTopicSchema } from './schema';

/** What is in one of the caller's topics, as its deletion would take it. */
export async function countTopic(
  client: SupabaseClient<Database>,
  topicId: string,
): Promise<CountedTopic['counts']> {
  const counts = unwrap(await client.rpc('count_topic', { p_topic_id: topicId }));
  return countedTopicSchema.shape.counts.parse(counts);
}

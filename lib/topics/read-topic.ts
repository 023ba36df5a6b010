import type { SupabaseClient } from '@supabase/supabase-js';
import { ApiError } from '@/lib/errors';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import type { Topic } from './schema';
import { topicRowSchema, toTopic } from './topic-row';

/** One of the caller's topics; throws `not_found` for any other id. */
export async function readTopic(client: SupabaseClient<Database>, topicId: string): Promise<Topic> {
  const row = unwrap(await client.from('topic_details').select().eq('id', topicId).maybeSingle());
  if (!row) throw new ApiError('not_found');
  return toTopic(topicRowSchema.parse(row));
}

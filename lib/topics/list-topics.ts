import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '@/lib/http/cursor';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import type { TopicsResponse } from './schema';
import { topicRowSchema, toTopic } from './topic-row';

const cursorSchema = z.tuple([z.iso.datetime().refine((time) => !time.startsWith('0000')), z.guid()]);

/** The caller's topics, latest use first. */
export async function listTopics(
  client: SupabaseClient<Database>,
  { cursor, limit = 30 }: { cursor?: string | undefined; limit?: number } = {},
): Promise<TopicsResponse> {
  let query = client
    .from('topic_details')
    .select()
    .order('updated_at', { ascending: false })
    .order('id', { ascending: false })
    .limit(limit + 1);
  if (cursor) {
    const [updatedAt, id] = decodeCursor(cursor, cursorSchema);
    query = query.or(`updated_at.lt."${updatedAt}",and(updated_at.eq."${updatedAt}",id.lt.${id})`);
  }
  const topics = z
    .array(topicRowSchema)
    .parse(unwrap(await query))
    .map(toTopic);
  const page = topics.slice(0, limit);
  const last = topics.length > limit ? page.at(-1) : undefined;
  return { topics: page, nextCursor: last ? encodeCursor([last.updatedAt, last.id]) : null };
}

import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { ApiError } from '@/lib/errors';
import { databaseTimeSchema, idSchema } from '@/lib/schema/fields';
import { decodeCursor, timeCursorSchema, toPage } from '@/lib/schema/page';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { type CountedTopic, countedTopicSchema, type Topic, type TopicsResponse } from './schema';

/** A row of the view topic_details. */
const topicRowSchema = z.object({
  id: idSchema,
  title: z.string().nullable(),
  titled_by: z.enum(['person', 'model', 'prompt']),
  cover_id: idSchema.nullable(),
  created_at: databaseTimeSchema,
  updated_at: databaseTimeSchema,
});

/** The API's topic from its row. */
function toTopic(row: z.output<typeof topicRowSchema>): Topic {
  return {
    id: row.id,
    title: row.title,
    titledBy: row.titled_by,
    coverUrl: row.cover_id && `/api/images/${row.cover_id}?variant=thumb`,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** One of the caller's topics; throws `not_found` for any other id. */
export async function readTopic(client: SupabaseClient<Database>, topicId: string): Promise<Topic> {
  const row = unwrap(await client.from('topic_details').select().eq('id', topicId).maybeSingle());
  if (!row) throw new ApiError('not_found');
  return toTopic(topicRowSchema.parse(row));
}

/** What is in one of the caller's topics, as its deletion would take it. */
export async function countTopic(
  client: SupabaseClient<Database>,
  topicId: string,
): Promise<CountedTopic['counts']> {
  const counts = unwrap(await client.rpc('count_topic', { p_topic_id: topicId }));
  return countedTopicSchema.shape.counts.parse(counts);
}

/** The caller's topics, latest use first. */
export async function listTopics(
  client: SupabaseClient<Database>,
  { cursor, limit = 30 }: { cursor?: string | undefined; limit?: number } = {},
): Promise<TopicsResponse> {
  const rows = unwrap(
    await client.rpc('list_topics', {
      p_filter: { limit: limit + 1, ...(cursor && { after: decodeCursor(cursor, timeCursorSchema) }) },
    }),
  );
  const topics = z.array(topicRowSchema).parse(rows).map(toTopic);
  const { page, nextCursor } = toPage(topics, limit, (last) => [last.updatedAt, last.id]);
  return { topics: page, nextCursor };
}

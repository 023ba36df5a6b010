import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { databaseTimeSchema, idSchema } from '@/lib/schema/fields';
import { decodeCursor, pageSchema, timeCursorSchema, toPage } from '@/lib/schema/page';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { type TaskRow, taskRowSchema } from '@/lib/tasks/task-row';
import { toPicture } from './read-pictures';
import { type Batch, type BatchesResponse, settingsSchema } from './schema';

export const batchesQuerySchema = pageSchema.extend({
  topicId: idSchema.optional().describe('Batches of this topic only.'),
});

const batchRowSchema = z.object({
  id: idSchema,
  topic_id: idSchema.nullable(),
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  created_at: databaseTimeSchema,
  tasks: z.array(taskRowSchema),
});

/** Pictures that were deleted leave a completed task without images; a deleted failure leaves nothing to see. */
function isListed(row: TaskRow): boolean {
  return !row.deleted || row.status === 'completed';
}

const toBatch = (row: z.output<typeof batchRowSchema>): Batch => ({
  batchId: row.id,
  topicId: row.topic_id,
  prompt: row.prompt,
  model: row.model,
  settings: row.settings,
  createdAt: row.created_at,
  tasks: row.tasks.filter(isListed).map(toPicture),
});

async function readBatches(client: SupabaseClient<Database>, filter: BatchFilter): Promise<Batch[]> {
  const defined = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  const rows = unwrap(await client.rpc('list_batches', { p_filter: defined }));
  return z.array(batchRowSchema).parse(rows).map(toBatch);
}

interface BatchFilter {
  limit: number;
  after?: [createdAt: string, batchId: string] | undefined;
  topicId?: string | undefined;
  batchId?: string | undefined;
}

/** One of the caller's batches; undefined for any other id. */
export async function readBatch(
  client: SupabaseClient<Database>,
  batchId: string,
): Promise<Batch | undefined> {
  const [batch] = await readBatches(client, { batchId, limit: 1 });
  return batch;
}

/** The caller's batches, newest first, each with all its tasks in slot order (older versions of a slot first). */
export async function listBatches(
  client: SupabaseClient<Database>,
  {
    topicId,
    cursor,
    limit = 20,
  }: { topicId?: string | undefined; cursor?: string | undefined; limit?: number } = {},
): Promise<BatchesResponse> {
  const after = cursor ? decodeCursor(cursor, timeCursorSchema) : undefined;
  const found = await readBatches(client, { topicId, after, limit: limit + 1 });
  const { page, nextCursor } = toPage(found, limit, (last) => [last.createdAt, last.batchId]);
  return { batches: page, nextCursor };
}

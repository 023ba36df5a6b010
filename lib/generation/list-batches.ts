import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '@/lib/http/cursor';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { type Batch, type BatchesResponse, settingsSchema, type Task } from './schema';
import { taskRowSchema, toTask } from './task-row';

const cursorSchema = z.tuple([z.iso.datetime().refine((time) => !time.startsWith('0000')), z.guid()]);

/** Pictures that were deleted leave a completed task without images; a deleted failure leaves nothing to see. */
function isListed(row: z.infer<typeof taskRowSchema>): boolean {
  return !row.deleted || row.status === 'completed';
}

async function tasksByBatch(
  client: SupabaseClient<Database>,
  batchIds: string[],
): Promise<Map<string, Task[]>> {
  if (batchIds.length === 0) return new Map();
  const rows = unwrap(
    await client.from('task_details').select().in('batch_id', batchIds).order('position').order('created_at'),
  );
  return Map.groupBy(z.array(taskRowSchema).parse(rows).filter(isListed).map(toTask), (task) => task.batchId);
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
  let query = client
    .from('batches')
    .select('id, topic_id, prompt, model, settings, created_at')
    .order('created_at', { ascending: false })
    .order('id', { ascending: false })
    .limit(limit + 1);
  if (topicId) query = query.eq('topic_id', topicId);
  if (cursor) {
    const [createdAt, id] = decodeCursor(cursor, cursorSchema);
    query = query.or(`created_at.lt."${createdAt}",and(created_at.eq."${createdAt}",id.lt.${id})`);
  }
  const rows = unwrap(await query);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const tasks = await tasksByBatch(
    client,
    page.map((row) => row.id),
  );
  return {
    batches: page.map(
      (row): Batch => ({
        batchId: row.id,
        topicId: row.topic_id,
        prompt: row.prompt,
        model: row.model,
        settings: settingsSchema.parse(row.settings),
        createdAt: new Date(row.created_at).toISOString(),
        tasks: tasks.get(row.id) ?? [],
      }),
    ),
    nextCursor: last ? encodeCursor([new Date(last.created_at).toISOString(), last.id]) : null,
  };
}

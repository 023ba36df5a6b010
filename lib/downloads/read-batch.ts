import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import type { Task } from '@/lib/generation/schema';
import { taskRowSchema, toTask } from '@/lib/generation/task-row';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';

/** All tasks of one of the caller's batches, by slot, older versions first; none for any other id. */
export async function readBatch(client: SupabaseClient<Database>, batchId: string): Promise<Task[]> {
  const rows = unwrap(
    await client.from('task_details').select().eq('batch_id', batchId).order('position').order('created_at'),
  );
  return z.array(taskRowSchema.transform(toTask)).parse(rows);
}

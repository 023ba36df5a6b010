import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { ApiError } from '@/lib/errors';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { idSchema } from './id';
import type { Job } from './job-schema';
import { readTasks } from './read-tasks';
import { taskStatusSchema } from './schema';
import { taskErrorMessage } from './task-error-message';
import { toJob } from './to-job';

const titleTaskSchema = z.object({
  id: idSchema,
  status: taskStatusSchema,
  error_code: z.string().nullable(),
  payload: z.object({ topicId: idSchema }),
});

/** One of the caller's tasks, of whatever kind; throws `not_found` for any other id. */
export async function readJob(client: SupabaseClient<Database>, id: string): Promise<Job> {
  const { tasks, now } = await readTasks(client, [id]);
  const [task] = tasks;
  if (task) return toJob(task, now);
  const answer = await client
    .from('tasks')
    .select('id, status, error_code, payload')
    .eq('id', id)
    .maybeSingle();
  const row = unwrap(answer);
  if (!row) throw new ApiError('not_found');
  const { status, error_code: code, payload } = titleTaskSchema.parse(row);
  return {
    id,
    kind: 'title',
    status,
    progress: status === 'queued' || status === 'processing' ? 0 : 1,
    result: status === 'completed' ? { topicId: payload.topicId } : null,
    error: status === 'failed' && code ? { code, message: taskErrorMessage(code), refunded: false } : null,
  };
}

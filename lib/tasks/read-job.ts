import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { ApiError } from '@/lib/errors';
import { idSchema } from '@/lib/schema/fields';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { type Task, taskErrorSchema, taskStatusSchema } from './schema';

/** A task or a group of any kind, as GET /api/jobs/{id} gives it. */
export const jobSchema = z.object({
  id: idSchema,
  kind: z.string().describe('Of a task what kind of work it is, of a group what was asked for.'),
  status: z
    .enum([...taskStatusSchema.options, 'partial'])
    .describe('`partial`: a group that is over, of which some tasks completed.'),
  progress: z
    .number()
    .min(0)
    .max(1)
    .describe(
      'Of a group the share of its tasks that have ended. Of a task what its work says, or the share of the 90th percentile of such work that has passed, short of 1.',
    ),
  result: z
    .unknown()
    .describe('Null until completed: what a task made, in the words of its kind; counts of a group.'),
  error: taskErrorSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** How much of a task is done, 0 to 1: what its work says, else how much of the usual time has passed. */
export function progressOf(
  task: Pick<Task, 'status' | 'progress' | 'estimate' | 'startedAt' | 'finishedAt'>,
  now: string,
): number {
  if (task.finishedAt) return 1;
  if (task.progress !== undefined) return task.progress;
  if (task.status !== 'processing' || !task.startedAt || !task.estimate) return 0;
  const share = (Date.parse(now) - Date.parse(task.startedAt)) / task.estimate.p90Ms;
  return Math.round(Math.min(0.95, Math.max(0, share)) * 100) / 100;
}

const groupSchema = z.object({
  kind: z.string(),
  total: z.number(),
  open: z.number(),
  completed: z.number(),
  failed: z.number(),
  canceled: z.number(),
});
type Group = z.infer<typeof groupSchema>;

function groupStatus({ open, total, completed, failed }: Group, started: boolean): Job['status'] {
  if (open > 0) return started ? 'processing' : 'queued';
  if (completed === total) return 'completed';
  if (completed > 0) return 'partial';
  return failed > 0 ? 'failed' : 'canceled';
}

/** One of the caller's groups; throws `not_found` for any other id. */
export async function readGroup(client: SupabaseClient<Database>, id: string): Promise<Job> {
  const [found, begun] = await Promise.all([
    client
      .from('task_groups')
      .select('kind, total, open, completed, failed, canceled')
      .eq('id', id)
      .maybeSingle(),
    client.from('tasks').select('id').eq('group_id', id).not('started_at', 'is', null).limit(1),
  ]);
  const row = unwrap(found);
  if (!row) throw new ApiError('not_found');
  const group = groupSchema.parse(row);
  const { kind, total, open, completed, failed, canceled } = group;
  return {
    id,
    kind,
    status: groupStatus(group, unwrap(begun).length > 0),
    progress: (total - open) / total,
    result: open === 0 ? { completed, failed, canceled } : null,
    error: null,
  };
}

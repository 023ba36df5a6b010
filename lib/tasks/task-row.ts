import { z } from 'zod';
import { settings } from '@/lib/env';
import type { AwaitedTask } from '@/lib/polling/schedule';
import { databaseTimeSchema, idSchema } from '@/lib/schema/fields';
import { taskStatusSchema } from './schema';

/** A row of the view task_details: what every task has. Its other columns are for the kinds that know them. */
export const taskRowSchema = z.looseObject({
  task_id: idSchema,
  kind: z.string(),
  lane: z.string(),
  places: z.number().nullable(),
  status: taskStatusSchema,
  version: z.number(),
  attempts: z.number(),
  max_attempts: z.number(),
  price: z.number(),
  error_code: z.string().nullable(),
  error_retry_at: databaseTimeSchema.nullable(),
  created_at: databaseTimeSchema,
  started_at: databaseTimeSchema.nullable(),
  finished_at: databaseTimeSchema.nullable(),
  retry_at: databaseTimeSchema.nullable(),
  queue_position: z.number().nullable(),
  quantiles_ms: z.array(z.number()).nullable(),
  early_ms: z.number().nullable(),
  group_id: idSchema.nullable(),
  waiting_for: z.number().nullable(),
  progress: z.number().nullable(),
  result: z.unknown(),
});
export type TaskRow = z.output<typeof taskRowSchema>;

/** What the schedule of the polling wants of a row; null when the task has ended. */
export function toAwaited(row: TaskRow): AwaitedTask | null {
  if (row.status !== 'queued' && row.status !== 'processing') return null;
  return {
    status: row.status,
    lane: row.lane,
    places: row.places ?? settings().MAX_RUNNING_PER_USER,
    waits: row.waiting_for !== null,
    createdAt: Date.parse(row.created_at),
    startedAt: row.started_at === null ? null : Date.parse(row.started_at),
    retryAt: row.retry_at === null ? null : Date.parse(row.retry_at),
    quantilesMs: row.quantiles_ms,
    earlyMs: row.early_ms,
  };
}

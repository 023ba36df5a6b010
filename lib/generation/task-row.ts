import { z } from 'zod';
import { estimateOf } from '@/lib/polling/duration-model';
import { idSchema } from './id';
import { settingsSchema, type Task, taskStatusSchema } from './schema';
import { taskErrorMessage } from './task-error-message';

const instant = z.string().transform((value) => new Date(value).toISOString());

/** A row of the view task_details. */
export const taskRowSchema = z.object({
  task_id: idSchema,
  kind: z.string(),
  status: taskStatusSchema,
  version: z.number(),
  attempts: z.number(),
  max_attempts: z.number(),
  price: z.number(),
  error_code: z.string().nullable(),
  error_retry_at: instant.nullable(),
  created_at: instant,
  started_at: instant.nullable(),
  finished_at: instant.nullable(),
  retry_at: instant.nullable(),
  queue_position: z.number().nullable(),
  batch_id: idSchema,
  position: z.number(),
  seed: z.number().nullable(),
  image_urls: z.array(z.string()),
  mime_type: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  placeholder: z.string().nullable(),
  deleted: z.boolean(),
  topic_id: idSchema.nullable(),
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  quantiles_ms: z.array(z.number()).nullable(),
  early_ms: z.number().nullable(),
  parent_id: idSchema.nullable(),
  favourite: z.boolean(),
  number: z.number(),
});
export type TaskRow = z.infer<typeof taskRowSchema>;

function images(row: TaskRow): Task['images'] {
  if (row.deleted || row.mime_type === null || row.width === null || row.height === null) return [];
  const { mime_type: mimeType, width, height, placeholder, seed, favourite } = row;
  return row.image_urls.map((url) => ({
    id: row.task_id,
    url,
    thumbUrl: `${url}?variant=thumb`,
    width,
    height,
    mimeType,
    ...(seed !== null && { seed }),
    placeholder: placeholder ?? '',
    favourite,
  }));
}

/** The API's task from its row. */
export function toTask(row: TaskRow): Task {
  const estimate = estimateOf(row.quantiles_ms);
  return {
    taskId: row.task_id,
    kind: row.kind,
    status: row.status,
    version: row.version,
    prompt: row.prompt,
    model: row.model,
    batchId: row.batch_id,
    topicId: row.topic_id,
    ...(row.parent_id && { parentId: row.parent_id }),
    position: row.position,
    settings: row.settings,
    images: images(row),
    attempt: row.attempts,
    maxAttempts: row.max_attempts,
    ...(row.retry_at && { retryAt: row.retry_at }),
    ...(row.queue_position !== null && { queuePosition: row.queue_position }),
    ...(estimate && { estimate }),
    ...(row.status === 'failed' &&
      row.error_code && {
        error: {
          code: row.error_code,
          message: taskErrorMessage(row.error_code),
          refunded: row.price > 0,
          ...(row.error_retry_at && { retryAt: row.error_retry_at }),
        },
      }),
    createdAt: row.created_at,
    ...(row.started_at && { startedAt: row.started_at }),
    ...(row.finished_at && { finishedAt: row.finished_at }),
  };
}

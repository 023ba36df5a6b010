import { z } from 'zod';
import { settings } from '@/lib/env';
import { estimateOf } from '@/lib/polling/duration-model';
import type { AwaitedTask } from '@/lib/polling/schedule';
import { databaseTimeSchema, idSchema } from '@/lib/schema/fields';
import type { TaskErrorCode } from '@/lib/tasks/task-error';
import { isPicture } from './picture';
import { type AnyTask, settingsSchema, type Task, taskStatusSchema } from './schema';

const MESSAGES: Record<TaskErrorCode, string> = {
  safety_blocked:
    'The model declined this one: its safety filter stopped the picture. Changing the wording usually helps.',
  no_image: 'The model answered without a picture. Describe what should be seen and try again.',
  invalid_request: 'The model did not accept this request. Change the prompt or the settings.',
  provider_auth:
    'The image model does not serve this installation. Whoever runs it must correct its API key, billing or region.',
  provider_quota: 'The quota of the image model is used up for now. Try again later.',
  provider_unavailable: 'The image model could not be reached. Try again.',
  provider_timeout: 'The image model took too long. Try again.',
  invalid_image: 'The image model sent a file that is not a readable picture. Try again.',
  storage_failed:
    'The picture could not be stored: the storage did not answer, or the picture is larger than it takes. Try again, or choose a smaller size.',
  lease_expired: 'The work was interrupted too often. Try again.',
  upstream_failed: 'What it was to be made from could not be made, so it was not begun.',
  internal: 'Something went wrong on our side. Try again.',
};

function isKnown(code: string): code is TaskErrorCode {
  return Object.hasOwn(MESSAGES, code);
}

/** The English sentence for a task's error code. */
function taskErrorMessage(code: string): string {
  return MESSAGES[isKnown(code) ? code : 'internal'];
}

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
  error_retry_at: databaseTimeSchema.nullable(),
  created_at: databaseTimeSchema,
  started_at: databaseTimeSchema.nullable(),
  finished_at: databaseTimeSchema.nullable(),
  retry_at: databaseTimeSchema.nullable(),
  queue_position: z.number().nullable(),
  batch_id: idSchema.nullable(),
  position: z.number().nullable(),
  seed: z.number().nullable(),
  image_urls: z.array(z.string()).nullable(),
  mime_type: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  placeholder: z.string().nullable(),
  deleted: z.boolean(),
  topic_id: idSchema.nullable(),
  prompt: z.string().nullable(),
  model: z.string().nullable(),
  settings: settingsSchema.nullable(),
  quantiles_ms: z.array(z.number()).nullable(),
  early_ms: z.number().nullable(),
  parent_id: idSchema.nullable(),
  favourite: z.boolean().nullable(),
  number: z.number().nullable(),
  lane: z.string(),
  places: z.number().nullable(),
  waiting_for: z.number().nullable(),
  group_id: idSchema.nullable(),
  progress: z.number().nullable(),
  result: z.unknown(),
});
export type TaskRow = z.infer<typeof taskRowSchema>;

function images(row: TaskRow): Task['images'] {
  if (row.deleted || row.mime_type === null || row.width === null || row.height === null) return [];
  const { mime_type: mimeType, width, height, placeholder, seed, favourite } = row;
  return (row.image_urls ?? []).map((url) => ({
    id: row.task_id,
    url,
    thumbUrl: `${url}?variant=thumb`,
    width,
    height,
    mimeType,
    ...(seed !== null && { seed }),
    placeholder: placeholder ?? '',
    favourite: favourite ?? false,
  }));
}

/** The API's task of any kind from its row. */
export function toTask(row: TaskRow): AnyTask {
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
    ...(row.group_id && { groupId: row.group_id }),
    ...(row.waiting_for !== null && { waitingFor: row.waiting_for }),
    ...(row.progress !== null && row.status === 'processing' && { progress: row.progress }),
    ...(row.result != null && { result: row.result }),
    ...((row.status === 'failed' || row.status === 'canceled') &&
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

/** A picture's task from its row. */
export function toPicture(row: TaskRow): Task {
  const task = toTask(row);
  if (!isPicture(task)) throw new Error(`${row.task_id} is no picture`);
  return task;
}

import { z } from 'zod';
import { idSchema } from '@/lib/schema/fields';

export const taskStatusSchema = z.enum(['queued', 'processing', 'completed', 'failed', 'canceled']);

export const estimateSchema = z
  .object({
    p50Ms: z.number().describe('Half of the pictures are there after this many milliseconds.'),
    p90Ms: z.number().describe('Nine of ten are.'),
  })
  .describe('How long pictures of this model and size have been taking, from the start of the work.');

export const settingsSchema = z.object({
  aspectRatio: z.string().describe('Width to height, like `16:9`.'),
  imageSize: z.string().describe('`512`, `1K`, `2K` or `4K`.'),
  seed: z.number().optional().describe('Only if one was asked for.'),
  negativePrompt: z.string().optional().describe('What should not be in the picture.'),
  referenceIds: z
    .array(idSchema)
    .optional()
    .describe('Pictures or uploads that it was made from, in order. Each is at `/api/images/{id}`.'),
});
export type GenerationSettings = z.infer<typeof settingsSchema>;

export const imageSchema = z.object({
  id: idSchema.describe('The same as the `taskId`.'),
  url: z.string().describe('Path of the bytes, on this installation.'),
  thumbUrl: z.string().describe('Path of a small version.'),
  width: z.number().int().describe('Pixels of the original.'),
  height: z.number().int().describe('Pixels of the original.'),
  mimeType: z.string().describe('Type of the original.'),
  seed: z.number().int().optional().describe('The seed that was used.'),
  placeholder: z.string().describe('base64 ThumbHash'),
  favourite: z.boolean(),
});
export type GeneratedImage = z.infer<typeof imageSchema>;

const taskErrorSchema = z.object({
  code: z
    .string()
    .describe(
      '`safety_blocked`, `no_image`, `invalid_request`, `provider_auth`, `provider_quota`, `provider_unavailable`, ' +
        '`provider_timeout`, `invalid_image`, `storage_failed`, `lease_expired`, `upstream_failed` or `internal`.',
    ),
  message: z.string().describe('The same in an English sentence.'),
  refunded: z.boolean().describe('Whether its credits were returned.'),
  retryAt: z.iso.datetime().optional().describe('When trying again makes sense, if that is known.'),
});

/** A picture's task as the API gives it: times are ISO 8601 UTC by the database's clock; `images` is empty until completed. */
export const taskSchema = z.object({
  taskId: idSchema,
  kind: z.string().describe('`image`, or another kind of work.'),
  status: taskStatusSchema.describe('The last three never change again.'),
  version: z.number().int().describe('Rises with every change that a person could see.'),
  prompt: z.string(),
  model: z.string(),
  batchId: idSchema,
  topicId: idSchema.nullable().describe('null without a topic.'),
  parentId: idSchema.optional().describe('The picture that this one edits; it may have been deleted since.'),
  position: z.number().int().describe('Its slot in the batch, from 0. Versions share a slot.'),
  settings: settingsSchema,
  images: z.array(imageSchema).describe('Empty until completed, and after the picture was deleted.'),
  attempt: z.number().int().describe('How many attempts have begun.'),
  maxAttempts: z.number().int().describe('It fails for good after so many.'),
  retryAt: z.iso.datetime().optional().describe('While it waits between attempts: when the next one is due.'),
  queuePosition: z
    .number()
    .int()
    .optional()
    .describe("While it is queued: its place among the account's own tasks, from 1."),
  estimate: estimateSchema.optional(),
  groupId: idSchema.optional().describe('What one click asked for, if that was more than this task.'),
  waitingFor: z.number().int().optional().describe('How many results of other tasks it still waits for.'),
  progress: z.number().optional().describe('How much of the attempt is done, 0 to 1, where that is known.'),
  result: z.unknown().optional().describe('What it made, of kinds that are no pictures.'),
  error: taskErrorSchema
    .optional()
    .describe('Of a failed task, or of one that was canceled because of another.'),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional().describe('Begin of the latest attempt.'),
  finishedAt: z.iso.datetime().optional().describe('When it completed, failed or was canceled.'),
});
export type Task = z.infer<typeof taskSchema>;

/** A task of any kind: what belongs to a picture alone is null for others. */
export const anyTaskSchema = taskSchema.extend({
  prompt: taskSchema.shape.prompt.nullable(),
  model: taskSchema.shape.model.nullable(),
  batchId: taskSchema.shape.batchId.nullable(),
  position: taskSchema.shape.position.nullable(),
  settings: taskSchema.shape.settings.nullable(),
});
export type AnyTask = z.infer<typeof anyTaskSchema>;

export const batchSchema = z.object({
  batchId: idSchema,
  topicId: idSchema.nullable().describe('null without a topic.'),
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  createdAt: z.iso.datetime(),
  tasks: z.array(taskSchema).describe('In slot order, older versions of a slot first.'),
});
export type Batch = z.infer<typeof batchSchema>;

export const batchesResponseSchema = z.object({
  batches: z.array(batchSchema),
  nextCursor: z.string().nullable(),
});
export type BatchesResponse = z.infer<typeof batchesResponseSchema>;

import { z } from 'zod';
import { idSchema } from './id';

export const taskStatusSchema = z.enum(['queued', 'processing', 'completed', 'failed', 'canceled']);

const estimateSchema = z.object({ p50Ms: z.number(), p90Ms: z.number() });

export const settingsSchema = z.object({
  aspectRatio: z.string(),
  imageSize: z.string(),
  seed: z.number().optional(),
  negativePrompt: z.string().optional(),
  referenceIds: z.array(idSchema).optional(),
});
export type GenerationSettings = z.infer<typeof settingsSchema>;

const imageSchema = z.object({
  id: idSchema,
  url: z.string(),
  thumbUrl: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  mimeType: z.string(),
  seed: z.number().int().optional(),
  placeholder: z.string().describe('base64 ThumbHash'),
  favourite: z.boolean(),
});
export type GeneratedImage = z.infer<typeof imageSchema>;

const taskErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  refunded: z.boolean(),
  retryAt: z.iso.datetime().optional(),
});

/** A task as the API gives it: times are ISO 8601 UTC by the database's clock; `images` is empty until completed. */
export const taskSchema = z.object({
  taskId: idSchema,
  kind: z.string(),
  status: taskStatusSchema,
  version: z.number().int(),
  prompt: z.string(),
  model: z.string(),
  batchId: idSchema,
  topicId: idSchema.nullable(),
  /** The picture that this one edits; it may have been deleted since. */
  parentId: idSchema.optional(),
  position: z.number().int(),
  settings: settingsSchema,
  images: z.array(imageSchema),
  attempt: z.number().int(),
  maxAttempts: z.number().int(),
  retryAt: z.iso.datetime().optional(),
  queuePosition: z.number().int().optional(),
  estimate: estimateSchema.optional(),
  error: taskErrorSchema.optional(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
});
export type Task = z.infer<typeof taskSchema>;

const batchSchema = z.object({
  batchId: idSchema,
  topicId: idSchema.nullable(),
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  createdAt: z.iso.datetime(),
  tasks: z.array(taskSchema),
});
export type Batch = z.infer<typeof batchSchema>;

export const batchesResponseSchema = z.object({
  batches: z.array(batchSchema),
  nextCursor: z.string().nullable(),
});
export type BatchesResponse = z.infer<typeof batchesResponseSchema>;

export const pollResponseSchema = z.object({
  tasks: z.array(taskSchema),
  missing: z.array(idSchema),
  nextPollMs: z.number().nullable(),
  now: z.iso.datetime(),
});
export type PollResponse = z.infer<typeof pollResponseSchema>;

export const pendingResponseSchema = z.object({
  pendingTasks: z.array(taskSchema),
  nextPollMs: z.number().nullable(),
  now: z.iso.datetime(),
});
export type PendingResponse = z.infer<typeof pendingResponseSchema>;

export const generateResponseSchema = z.object({
  status: z.enum(['processing', 'queued']),
  taskId: idSchema,
  taskIds: z.array(idSchema),
  batchId: idSchema,
  topicId: idSchema.nullable(),
  credits: z.object({ charged: z.number().int(), balance: z.number().int() }),
  estimate: estimateSchema.nullable(),
  nextPollMs: z.number(),
});
export type GenerateResponse = z.infer<typeof generateResponseSchema>;

export const MAX_PROMPT = 2000;
export const MAX_NEGATIVE_PROMPT = 1000;
export const MAX_SEED = 2_147_483_647;

/** Characters as people count them and PostgreSQL stores them: code points. */
export function characterCount(text: string): number {
  return Array.from(text).length;
}

const text = (max: number) =>
  z
    .string()
    .trim()
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'has characters that are not text')
    .refine((value) => characterCount(value) <= max, `is longer than ${max} characters`);

/** The body of POST /api/generate-image; the catalogue's rules for the chosen model are checked after it. */
export const generateRequestSchema = z
  .strictObject({
    prompt: text(MAX_PROMPT).refine((value) => value.length > 0, 'is empty'),
    model: z.string().max(100).optional(),
    aspectRatio: z.string().max(10).optional(),
    imageSize: z.string().max(10).optional(),
    count: z.int().min(1, 'is not a number from 1 to 4').max(4, 'is not a number from 1 to 4').default(1),
    seed: z.int().min(0).max(MAX_SEED).optional(),
    negativePrompt: text(MAX_NEGATIVE_PROMPT).optional(),
    referenceIds: z.array(idSchema).max(14, 'has more than 14 references').optional(),
    topicId: idSchema.optional(),
    newTopicId: idSchema.optional(),
    parentId: idSchema.optional(),
    taskIds: z
      .array(idSchema)
      .max(4)
      .refine((ids) => new Set(ids).size === ids.length, 'has the same id twice')
      .optional(),
  })
  .refine(({ taskIds, count }) => !taskIds || taskIds.length === count, {
    path: ['taskIds'],
    message: 'must have as many ids as count says',
  })
  .refine(({ topicId, newTopicId }) => !topicId || !newTopicId, {
    path: ['newTopicId'],
    message: 'goes without topicId',
  });
export type GenerateRequest = z.input<typeof generateRequestSchema>;

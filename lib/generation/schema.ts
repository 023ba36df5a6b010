import { z } from 'zod';

export const taskStatusSchema = z.enum(['queued', 'processing', 'completed', 'failed', 'canceled']);
export type TaskStatus = z.infer<typeof taskStatusSchema>;

export const estimateSchema = z.object({ p50Ms: z.number(), p90Ms: z.number() });

export const settingsSchema = z.object({
  aspectRatio: z.string(),
  imageSize: z.string(),
  seed: z.number().optional(),
  negativePrompt: z.string().optional(),
  referenceIds: z.array(z.uuid()).optional(),
});
export type GenerationSettings = z.infer<typeof settingsSchema>;

export const imageSchema = z.object({
  id: z.uuid(),
  url: z.string(),
  thumbUrl: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  mimeType: z.string(),
  seed: z.number().int().optional(),
  placeholder: z.string().describe('base64 ThumbHash'),
});
export type GeneratedImage = z.infer<typeof imageSchema>;

export const taskErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  refunded: z.boolean(),
  retryAt: z.iso.datetime().optional(),
});

/** A task as the API gives it: times are ISO 8601 UTC by the database's clock; `images` is empty until completed. */
export const taskSchema = z.object({
  taskId: z.uuid(),
  kind: z.string(),
  status: taskStatusSchema,
  version: z.number().int(),
  prompt: z.string(),
  model: z.string(),
  batchId: z.uuid(),
  topicId: z.uuid().nullable(),
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

export const batchSchema = z.object({
  batchId: z.uuid(),
  topicId: z.uuid().nullable(),
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  createdAt: z.iso.datetime(),
  tasks: z.array(taskSchema),
});
export type Batch = z.infer<typeof batchSchema>;

export const batchesResponseSchema = z.object({ batches: z.array(batchSchema), nextCursor: z.string().nullable() });
export type BatchesResponse = z.infer<typeof batchesResponseSchema>;

export const pollResponseSchema = z.object({
  tasks: z.array(taskSchema),
  missing: z.array(z.uuid()),
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
  taskId: z.uuid(),
  taskIds: z.array(z.uuid()),
  batchId: z.uuid(),
  topicId: z.uuid().nullable(),
  credits: z.object({ charged: z.number().int(), balance: z.number().int() }),
  estimate: estimateSchema.nullable(),
  nextPollMs: z.number(),
});
export type GenerateResponse = z.infer<typeof generateResponseSchema>;

const id = z.uuid();

/** The body of POST /api/generate-image; the catalogue's rules for the chosen model are checked after it. */
export const generateRequestSchema = z.strictObject({
  prompt: z.string().trim().min(1, 'is empty').max(2000, 'is longer than 2000 characters'),
  model: z.string().max(100).optional(),
  aspectRatio: z.string().max(10).optional(),
  imageSize: z.string().max(10).optional(),
  count: z.int().min(1).max(4).default(1),
  seed: z.int().min(0).max(2_147_483_647).optional(),
  negativePrompt: z.string().trim().max(1000, 'is longer than 1000 characters').optional(),
  referenceIds: z.array(id).max(14).optional(),
  topicId: id.optional(),
  taskIds: z.array(id).optional(),
});
export type GenerateRequest = z.input<typeof generateRequestSchema>;

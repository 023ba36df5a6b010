import { z } from 'zod';
import { characterCount } from './character-count';
import { idSchema } from './id';
import { MAX_NEGATIVE_PROMPT, MAX_PROMPT, MAX_SEED } from './limits';

export const taskStatusSchema = z.enum(['queued', 'processing', 'completed', 'failed', 'canceled']);

const estimateSchema = z
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
        '`provider_timeout`, `invalid_image`, `storage_failed`, `lease_expired` or `internal`.',
    ),
  message: z.string().describe('The same in an English sentence.'),
  refunded: z.boolean().describe('Whether its credits were returned.'),
  retryAt: z.iso.datetime().optional().describe('When trying again makes sense, if that is known.'),
});

/** A task as the API gives it: times are ISO 8601 UTC by the database's clock; `images` is empty until completed. */
export const taskSchema = z.object({
  taskId: idSchema,
  kind: z.string().describe('`image`.'),
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
  error: taskErrorSchema.optional().describe('Of a failed task.'),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional().describe('Begin of the latest attempt.'),
  finishedAt: z.iso.datetime().optional().describe('When it completed, failed or was canceled.'),
});
export type Task = z.infer<typeof taskSchema>;

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

const nextPollSchema = z
  .number()
  .describe('Milliseconds after which asking again may tell something new; null if all have ended.');

const nowSchema = z.iso.datetime().describe("The database's time: ages of tasks are counted from it.");

export const pollResponseSchema = z.object({
  tasks: z.array(taskSchema).describe('Those that are not at the known version.'),
  missing: z.array(idSchema).describe('Ids that are none of the account.'),
  nextPollMs: nextPollSchema.nullable(),
  now: nowSchema,
});
export type PollResponse = z.infer<typeof pollResponseSchema>;

export const pendingResponseSchema = z.object({
  pendingTasks: z.array(taskSchema),
  nextPollMs: nextPollSchema.nullable(),
  now: nowSchema,
});
export type PendingResponse = z.infer<typeof pendingResponseSchema>;

export const generateResponseSchema = z.object({
  status: z.enum(['processing', 'queued']).describe('Of the first task.'),
  taskId: idSchema.describe('The first of `taskIds`.'),
  taskIds: z.array(idSchema).describe('One task for each picture, in slot order.'),
  batchId: idSchema,
  topicId: idSchema.nullable().describe('null without a topic.'),
  credits: z.object({
    charged: z.number().int().describe('For all its pictures.'),
    balance: z.number().int().describe('What is left.'),
  }),
  estimate: estimateSchema.nullable().describe('null until enough pictures were made to tell.'),
  nextPollMs: z.number().describe('Milliseconds after which asking may tell something new.'),
});
export type GenerateResponse = z.infer<typeof generateResponseSchema>;

const text = (max: number) =>
  z
    .string()
    .trim()
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'has characters that are not text')
    .refine((value) => characterCount(value) <= max, `is longer than ${max} characters`);

/** The body of POST /api/generate-image; the catalogue's rules for the chosen model are checked after it. */
export const generateRequestSchema = z
  .strictObject({
    prompt: text(MAX_PROMPT)
      .refine((value) => value.length > 0, 'is empty')
      .meta({ description: 'What to make, after trimming.', minLength: 1, maxLength: MAX_PROMPT }),
    model: z
      .string()
      .max(100)
      .optional()
      .describe(
        '`gemini-nano-banana-2.1`, `gemini-3-pro-image` or `gemini-3.1-flash-image`; else the first.',
      ),
    aspectRatio: z
      .string()
      .max(10)
      .optional()
      .describe('Width to height, like `16:9`, of those that the model has; else `1:1`.'),
    imageSize: z
      .string()
      .max(10)
      .optional()
      .describe(
        '`512`, `1K`, `2K` or `4K`, of those that the model has; else `1K`. The price depends on it.',
      ),
    count: z
      .int()
      .min(1, 'is not a number from 1 to 4')
      .max(4, 'is not a number from 1 to 4')
      .default(1)
      .describe('How many pictures. Each is a task of its own.'),
    seed: z
      .int()
      .min(0)
      .max(MAX_SEED)
      .optional()
      .describe('Of the first picture; the others follow from it.'),
    negativePrompt: text(MAX_NEGATIVE_PROMPT)
      .optional()
      .meta({ description: 'What should not be in the picture.', maxLength: MAX_NEGATIVE_PROMPT }),
    referenceIds: z
      .array(idSchema)
      .max(14, 'has more than 14 references')
      .optional()
      .describe('Pictures or uploads of the account to make it from, in order.'),
    topicId: idSchema.optional().describe('A topic of the account.'),
    newTopicId: idSchema
      .optional()
      .describe('Opens a topic of this id, or uses the one of it. Not together with `topicId`.'),
    parentId: idSchema.optional().describe('The picture of the account that this one edits.'),
    taskIds: z
      .array(idSchema)
      .max(4)
      .refine((ids) => new Set(ids).size === ids.length, 'has the same id twice')
      .optional()
      .describe('One id for each picture, made by the caller: the key of idempotency.'),
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

import { z } from 'zod';
import { MAX_NEGATIVE_PROMPT, MAX_PROMPT, MAX_SEED } from '@/lib/limits';
import { idSchema, textSchema } from '@/lib/schema/fields';
import { estimateSchema } from '@/lib/tasks/schema';

/** The body of POST /api/generate-image; the catalogue's rules for the chosen model are checked after it. */
export const generateRequestSchema = z
  .strictObject({
    prompt: textSchema(MAX_PROMPT)
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
    negativePrompt: textSchema(MAX_NEGATIVE_PROMPT)
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
  rate: z
    .object({
      left: z.number().int().describe('So many more generations and retries are taken before a 429.'),
      resetMs: z.number().describe('Milliseconds until there is one more.'),
    })
    .optional()
    .describe('What is left of the limit of a minute, in the moment of the first answer.'),
  nextPollMs: z.number().describe('Milliseconds after which asking may tell something new.'),
});
export type GenerateResponse = z.infer<typeof generateResponseSchema>;
export type Rate = NonNullable<GenerateResponse['rate']>;

export const retryRequestSchema = z.strictObject({
  taskId: idSchema
    .optional()
    .describe('Id of the new task, made by the caller: sending the same one again charges nothing.'),
});

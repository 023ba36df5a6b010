import { z } from 'zod';
import { idSchema } from '@/lib/schema/fields';

export const taskStatusSchema = z.enum(['queued', 'processing', 'completed', 'failed', 'canceled']);

export const estimateSchema = z
  .object({
    p50Ms: z.number().describe('Half of such work is done after this many milliseconds.'),
    p90Ms: z.number().describe('Nine of ten are.'),
  })
  .describe('How long work of this kind and these settings has been taking, from its start.');

export const taskErrorSchema = z.object({
  code: z.string().describe('What went wrong, for programs.'),
  message: z.string().describe('The same in an English sentence.'),
  refunded: z.boolean().describe('Whether its credits were returned.'),
  retryAt: z.iso.datetime().optional().describe('When trying again makes sense, if that is known.'),
});

/** A task of any kind as the API gives it: times are ISO 8601 UTC by the database's clock. Its kind may add to this. */
export const taskSchema = z.object({
  taskId: idSchema,
  kind: z.string().describe('What kind of work it is.'),
  status: taskStatusSchema.describe('The last three never change again.'),
  version: z.number().int().describe('Rises with every change that a person could see.'),
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
  result: z.unknown().optional().describe('What it made, if its kind has no other fields for that.'),
  error: taskErrorSchema
    .optional()
    .describe('Of a failed task, or of one that was canceled because of another.'),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional().describe('Begin of the latest attempt.'),
  finishedAt: z.iso.datetime().optional().describe('When it completed, failed or was canceled.'),
});
export type Task = z.infer<typeof taskSchema>;

import { z } from 'zod';
import { idSchema } from '@/lib/schema/fields';
import { anyTaskSchema } from './schema';

/** One id (`taskId`) answers with the task itself; several with those whose version is not the known one. */
export const pollRequestSchema = z
  .strictObject({
    taskId: idSchema.optional().describe('Ask for one task: the answer is the task itself.'),
    taskIds: z
      .array(idSchema)
      .min(1, 'has no id')
      .max(50, 'has more than 50 ids')
      .optional()
      .describe('Ask for several tasks at once. Either this or `taskId`.'),
    known: z
      .record(idSchema, z.int())
      .optional()
      .describe(
        'The `version` of each task that you have: those are left out of the answer until they change.',
      ),
  })
  .refine((body) => (body.taskId === undefined) !== (body.taskIds === undefined), {
    path: ['taskIds'],
    message: 'is needed, or else taskId',
  });

const nextPollSchema = z
  .number()
  .describe('Milliseconds after which asking again may tell something new; null if all have ended.');

const nowSchema = z.iso.datetime().describe("The database's time: ages of tasks are counted from it.");

export const pollResponseSchema = z.object({
  tasks: z.array(anyTaskSchema).describe('Those that are not at the known version.'),
  missing: z.array(idSchema).describe('Ids that are none of the account.'),
  nextPollMs: nextPollSchema.nullable(),
  now: nowSchema,
});
export type PollResponse = z.infer<typeof pollResponseSchema>;

export const pendingResponseSchema = z.object({
  pendingTasks: z.array(anyTaskSchema),
  nextPollMs: nextPollSchema.nullable(),
  now: nowSchema,
});
export type PendingResponse = z.infer<typeof pendingResponseSchema>;

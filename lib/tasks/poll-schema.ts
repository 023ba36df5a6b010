import { z } from 'zod';
import { idSchema } from '@/lib/schema/fields';
import type { taskSchema } from './schema';

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

/** The answer to several ids, with tasks as the API shows them. */
export const pollResponseOf = <Shown extends z.ZodType>(task: Shown) =>
  z.object({
    tasks: z.array(task).describe('Those that are not at the known version.'),
    missing: z.array(idSchema).describe('Ids that are none of the account.'),
    nextPollMs: nextPollSchema.nullable(),
    now: nowSchema,
  });

export type PollResponse = z.infer<ReturnType<typeof pollResponseOf<typeof taskSchema>>>;

/** All open tasks, with tasks as the API shows them. */
export const pendingResponseOf = <Shown extends z.ZodType>(task: Shown) =>
  z.object({
    pendingTasks: z.array(task),
    latestTaskId: idSchema
      .nullable()
      .describe(
        'The newest task of the account, whether it has ended or not: another one than before says that there is more than the open ones.',
      ),
    nextPollMs: nextPollSchema.nullable(),
    now: nowSchema,
  });
export type PendingResponse = z.infer<ReturnType<typeof pendingResponseOf<typeof taskSchema>>>;

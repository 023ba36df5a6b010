import { z } from 'zod';
import { idSchema } from './id';

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

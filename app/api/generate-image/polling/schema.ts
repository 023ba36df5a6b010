import { z } from 'zod';
import { idSchema } from '@/lib/generation/id';

/** One id (`taskId`) answers with the task itself; several with those whose version is not the known one. */
export const pollRequestSchema = z
  .strictObject({
    taskId: idSchema.optional(),
    taskIds: z.array(idSchema).min(1, 'has no id').max(50, 'has more than 50 ids').optional(),
    known: z.record(idSchema, z.int()).optional(),
  })
  .refine((body) => (body.taskId === undefined) !== (body.taskIds === undefined), {
    path: ['taskIds'],
    message: 'is needed, or else taskId',
  });

import { z } from 'zod';
import { idSchema } from './id';
import { taskSchema, taskStatusSchema } from './schema';

/** A task of any kind, as GET /api/jobs/{id} gives it. */
export const jobSchema = z.object({
  id: idSchema,
  kind: z.enum(['image', 'title']),
  status: taskStatusSchema,
  progress: z
    .number()
    .min(0)
    .max(1)
    .describe('While a picture is made, the share of the 90th percentile that has passed, short of 1.'),
  result: z
    .union([z.object({ images: taskSchema.shape.images }), z.object({ topicId: idSchema })])
    .nullable()
    .describe('Null until completed: the pictures, or the topic that has its title.'),
  error: taskSchema.shape.error.unwrap().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

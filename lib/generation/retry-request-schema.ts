import { z } from 'zod';
import { idSchema } from './id';

export const retryRequestSchema = z.strictObject({
  taskId: idSchema
    .optional()
    .describe('Id of the new task, made by the caller: sending the same one again charges nothing.'),
});

import { z } from 'zod';
import { defineKind } from '@/lib/tasks/task-kind';
import { settingsSchema } from './schema';

/** What an image task carries from its submit; later changes of form or catalogue don't touch it. */
const imagePayloadSchema = z.object({
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  seed: z.number().int().nullable(),
});
export type ImagePayload = z.infer<typeof imagePayloadSchema>;

/** A picture by a model. */
export const imageKind = defineKind({
  payload: imagePayloadSchema,
  load: async () => (await import('./image-task.handler')).runImageTask,
});

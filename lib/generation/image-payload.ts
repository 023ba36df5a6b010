import { z } from 'zod';
import { settingsSchema } from './schema';

/** What an image task carries from its submit; later changes of form or catalogue don't touch it. */
export const imagePayloadSchema = z.object({
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  seed: z.number().int().nullable(),
});
export type ImagePayload = z.infer<typeof imagePayloadSchema>;

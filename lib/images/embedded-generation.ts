import { z } from 'zod';
import { settingsSchema } from '@/lib/generation/schema';

/** How a picture was made, as it stands in the picture's XMP; `seed` is the picture's own, `settings.seed` its batch's first. */
export const embeddedGenerationSchema = z.object({
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  seed: z.number().int().optional(),
});
export type EmbeddedGeneration = z.infer<typeof embeddedGenerationSchema>;

import { z } from 'zod';
import { idSchema } from '@/lib/generation/id';
import { settingsSchema } from '@/lib/generation/schema';

const pictureSchema = z.object({
  file: z.string().describe('the name of its entry in the same ZIP'),
  taskId: idSchema,
  batchId: idSchema,
  topicId: idSchema.nullable(),
  position: z.number().int(),
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  seed: z.number().int().optional().describe("the picture's own; settings.seed is its batch's first"),
  parentId: idSchema.optional(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  finishedAt: z.iso.datetime().optional(),
  width: z.number().int(),
  height: z.number().int(),
  mimeType: z.string(),
});

/** What is in a ZIP of pictures, and how each was made; enough to make them again. */
export const manifestSchema = z.object({
  format: z.literal('darkroom'),
  version: z.literal(1),
  createdAt: z.iso.datetime(),
  pictures: z.array(pictureSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

import { z } from 'zod';
import { settingsSchema } from '@/lib/generation/schema';
import { idSchema } from '@/lib/schema/fields';
import type { NamedPicture } from './names';

/** The name of the first entry of every ZIP. */
export const MANIFEST_FILE = 'manifest.json';

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

/** The manifest of these pictures, in the order in which they stand in the ZIP. */
export function writeManifest(pictures: readonly NamedPicture[], createdAt: Date): Manifest {
  return {
    format: 'darkroom',
    version: 1,
    createdAt: createdAt.toISOString(),
    pictures: pictures.map(({ file, task, image }) => ({
      file,
      taskId: task.taskId,
      batchId: task.batchId,
      topicId: task.topicId,
      position: task.position,
      prompt: task.prompt,
      model: task.model,
      settings: task.settings,
      seed: image.seed,
      parentId: task.parentId,
      createdAt: task.createdAt,
      startedAt: task.startedAt,
      finishedAt: task.finishedAt,
      width: image.width,
      height: image.height,
      mimeType: image.mimeType,
    })),
  };
}

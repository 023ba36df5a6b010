import { z } from 'zod';
import { idSchema } from '@/lib/generation/id';

/** An uploaded picture, ready to be referred to: a WebP, upright, its longest side 2048 px at most. */
export const uploadSchema = z.object({
  id: idSchema,
  url: z.string().describe('Path of the bytes, on this installation.'),
  width: z.number().int().describe('Pixels, as stored: 2048 at most.'),
  height: z.number().int().describe('Pixels, as stored: 2048 at most.'),
});
export type Upload = z.infer<typeof uploadSchema>;

export const MAX_UPLOAD_MB = 10;

import { z } from 'zod';
import { idSchema } from '@/lib/generation/id';

/** An uploaded picture, ready to be referred to: a WebP, upright, its longest side 2048 px at most. */
export const uploadSchema = z.object({
  id: idSchema,
  url: z.string(),
  width: z.number().int(),
  height: z.number().int(),
});
export type Upload = z.infer<typeof uploadSchema>;

export const MAX_UPLOAD_MB = 10;

import { z } from 'zod';

/** The query of GET /api/images/{id}. */
export const imageQuerySchema = z.object({
  variant: z
    .enum(['original', 'preview', 'thumb'])
    .default('original')
    .describe(
      '`original`: the bytes as the provider sent them. `preview` and `thumb`: WebP, longest side 1280 and 512, with the prompt and the settings in their XMP.',
    ),
  download: z.enum(['0', '1']).default('0').describe('`1`: as a file to keep, with a name.'),
});

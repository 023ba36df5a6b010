import { z } from 'zod';
import { MAX_SEARCH } from '@/lib/gallery/schema';
import { idSchema } from '@/lib/generation/id';

/** Days are those of the person's time zone, both inclusive. */
const daySchema = z.iso.date().refine((day) => day >= '1970-01-02');

const schema = z.object({
  q: z
    .string()
    .transform((text) =>
      Array.from(text.replaceAll('\0', '').toWellFormed().trim()).slice(0, MAX_SEARCH).join(''),
    )
    .catch(''),
  model: z.string().max(100).catch(''),
  aspectRatio: z.string().max(10).catch(''),
  topicId: idSchema.or(z.literal('')).catch(''),
  favourite: z
    .literal('1')
    .transform(() => true)
    .catch(false),
  from: daySchema.or(z.literal('')).catch(''),
  to: daySchema.or(z.literal('')).catch(''),
  sort: z.enum(['newest', 'oldest']).catch('newest'),
});

/** What the gallery shows. Empty texts filter nothing. */
export type GalleryFilters = z.output<typeof schema>;

/** The filters that a page's search parameters say; what they don't say rightly filters nothing. */
export function readFilters(params: Record<string, unknown>): GalleryFilters {
  return schema.parse(params);
}

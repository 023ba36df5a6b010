import { z } from 'zod';
import { pictureTaskSchema } from '@/lib/generation/schema';
import { MAX_BULK, MAX_SEARCH } from '@/lib/limits';
import { idSchema, textSchema } from '@/lib/schema/fields';
import { pageSchema } from '@/lib/schema/page';

const year = (time: string) => Number(time.slice(0, 4));
const instantSchema = z.iso
  .datetime({ offset: true, error: 'is not a time like 2026-11-21T00:00:00Z' })
  .refine((time) => year(time) >= 1970, 'is before 1970');

/** The query of GET /api/gallery. */
export const galleryQuerySchema = pageSchema.extend({
  q: textSchema(MAX_SEARCH)
    .optional()
    .meta({
      description:
        'Words of the prompt, the first 16 of them: each from its beginning or by its English or Portuguese stem, in any case, with or without accents. Where a script has no spaces, any part of a line.',
      maxLength: MAX_SEARCH,
      param: { example: 'lighthouse' },
    }),
  model: z.string().max(100).optional().describe('Made by this model.'),
  aspectRatio: z.string().max(10).optional().describe('Asked for in this ratio, like `16:9`.'),
  topicId: idSchema.optional().describe('In this topic.'),
  favourite: z.enum(['0', '1']).optional().describe('`1`: favourites only, `0`: the others only.'),
  from: instantSchema.optional().describe('Not older than this.'),
  to: instantSchema.optional().describe('Older than this.'),
  sort: z.enum(['newest', 'oldest']).optional().describe('`newest` unless it says otherwise.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex')
    .optional()
    .describe('Pictures whose original bytes have this SHA-256, in hex.'),
});
export type GalleryQuery = z.output<typeof galleryQuerySchema>;

/** The query of GET /api/gallery/ids. */
export const galleryFilterSchema = galleryQuerySchema.omit({ cursor: true, limit: true, sort: true });
export type GalleryFilter = z.output<typeof galleryFilterSchema>;

export const galleryIdsResponseSchema = z.object({
  ids: z.array(idSchema).describe('All of them, newest first.'),
});
export type GalleryIdsResponse = z.infer<typeof galleryIdsResponseSchema>;

export const galleryResponseSchema = z.object({
  tasks: z.array(pictureTaskSchema).describe('Tasks with a finished picture, all versions.'),
  nextCursor: z.string().nullable(),
  total: z
    .int()
    .min(0)
    .optional()
    .describe('With the first page: how many pictures there are of what was asked for, on all pages.'),
  slots: z
    .int()
    .min(0)
    .optional()
    .describe('With the first page: in how many places of batches those stand. Versions share one.'),
});
export type GalleryResponse = z.infer<typeof galleryResponseSchema>;

/** The body of PATCH /api/images/{id}. */
export const imageChangeSchema = z.strictObject({
  favourite: z.boolean().describe('Whether it is a favourite from now on.'),
});

const bulkIdsSchema = z
  .array(idSchema)
  .min(1, 'is empty')
  .max(MAX_BULK, `has more than ${MAX_BULK} ids`)
  .transform((ids) => [...new Set(ids)])
  .describe('Finished pictures of the account.');

/** The body of POST /api/images/bulk. */
export const bulkRequestSchema = z.discriminatedUnion('action', [
  z.strictObject({ ids: bulkIdsSchema, action: z.enum(['favourite', 'unfavourite', 'delete', 'restore']) }),
  z.strictObject({ ids: bulkIdsSchema, action: z.literal('move'), topicId: idSchema.describe('Where to.') }),
]);
export type BulkRequest = z.output<typeof bulkRequestSchema>;

export const bulkResponseSchema = z.object({ tasks: z.array(pictureTaskSchema) });
export type BulkResponse = z.infer<typeof bulkResponseSchema>;

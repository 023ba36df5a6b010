import { z } from 'zod';
import { idSchema } from '@/lib/generation/id';
import { characterCount, taskSchema } from '@/lib/generation/schema';
import { pageSchema } from '@/lib/http/cursor';

export const MAX_SEARCH = 200;
export const MAX_BULK = 500;

const year = (time: string) => Number(time.slice(0, 4));
const instantSchema = z.iso
  .datetime({ offset: true, error: 'is not a time like 2026-11-21T00:00:00Z' })
  .refine((time) => year(time) >= 1970, 'is before 1970');

/** The query of GET /api/gallery. */
export const galleryQuerySchema = pageSchema.extend({
  q: z
    .string()
    .trim()
    .refine((value) => value.isWellFormed() && !value.includes('\0'), 'has characters that are not text')
    .refine((value) => characterCount(value) <= MAX_SEARCH, `is longer than ${MAX_SEARCH} characters`)
    .optional(),
  model: z.string().max(100).optional(),
  aspectRatio: z.string().max(10).optional(),
  topicId: idSchema.optional(),
  favourite: z.enum(['0', '1']).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  sort: z.enum(['newest', 'oldest']).optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hex')
    .optional(),
});
export type GalleryQuery = z.output<typeof galleryQuerySchema>;

export const galleryResponseSchema = z.object({
  tasks: z.array(taskSchema).describe('Tasks with a finished picture, all versions.'),
  nextCursor: z.string().nullable(),
});
export type GalleryResponse = z.infer<typeof galleryResponseSchema>;

/** The body of PATCH /api/images/{id}. */
export const imageChangeSchema = z.strictObject({ favourite: z.boolean() });

const bulkIdsSchema = z
  .array(idSchema)
  .min(1, 'is empty')
  .max(MAX_BULK, `has more than ${MAX_BULK} ids`)
  .transform((ids) => [...new Set(ids)]);

/** The body of POST /api/images/bulk. */
export const bulkRequestSchema = z.discriminatedUnion('action', [
  z.strictObject({ ids: bulkIdsSchema, action: z.enum(['favourite', 'unfavourite', 'delete', 'restore']) }),
  z.strictObject({ ids: bulkIdsSchema, action: z.literal('move'), topicId: idSchema }),
]);
export type BulkRequest = z.output<typeof bulkRequestSchema>;

export const bulkResponseSchema = z.object({ tasks: z.array(taskSchema) });
export type BulkResponse = z.infer<typeof bulkResponseSchema>;

import { z } from 'zod';
import { idSchema } from '@/lib/schema/fields';
import { MAX_PARTS } from '@/lib/storage/object-key';

/** An uploaded picture, ready to be referred to: a WebP, upright, its longest side 2048 px at most. */
export const uploadSchema = z.object({
  id: idSchema,
  url: z.string().describe('Path of the bytes, on this installation.'),
  width: z.number().int().describe('Pixels, as stored: 2048 at most.'),
  height: z.number().int().describe('Pixels, as stored: 2048 at most.'),
});
export type Upload = z.infer<typeof uploadSchema>;

export const MAX_UPLOAD_MB = 10;

export const MAX_UPLOAD_BYTES = MAX_UPLOAD_MB * 1024 * 1024;
export const TOO_LARGE = `The file is too large. Send at most ${MAX_UPLOAD_MB} MB.`;

/** Hosts that take bodies of 4.5 MB take this with the form around it. */
export const PART_BYTES = 4 * 1024 * 1024;

const formNumber = (fallback: number, max: number) =>
  z
    .string()
    .regex(/^\d$/, `is not a number up to ${max}`)
    .transform(Number)
    .pipe(z.number().max(max, `is more than ${max}`))
    .default(fallback);

/** The fields of POST /api/upload/parts beside the file. */
export const partFieldsSchema = z
  .strictObject({
    id: idSchema.optional(),
    part: formNumber(0, MAX_PARTS - 1),
    parts: formNumber(1, MAX_PARTS).refine((parts) => parts > 0, 'is 0'),
  })
  .refine(({ part, parts }) => part < parts, { path: ['part'], message: 'is not one of the parts' });

export const partialUploadSchema = z.object({
  id: idSchema.describe('Of the file: send it with the other parts.'),
  parts: z.number().int().describe('How many there are.'),
  received: z.array(z.number().int()).describe('Numbers of those that have come.'),
  upload: uploadSchema.nullable().describe('What they have become, once all have come.'),
});
export type PartialUpload = z.infer<typeof partialUploadSchema>;

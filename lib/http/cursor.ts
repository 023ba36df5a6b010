import { z } from 'zod';
import { ApiError } from '@/lib/errors';

export const pageSchema = z.object({
  cursor: z
    .string()
    .max(500)
    .optional()
    .describe('`nextCursor` of the page before. Opaque: send it back as it came.'),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'is not a number from 1 to 100')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100, 'is not a number from 1 to 100')
    .default(20)
    .meta({
      description: 'How many to answer with.',
      override: ({ jsonSchema }) => {
        delete jsonSchema.pattern;
        Object.assign(jsonSchema, { type: 'integer', minimum: 1, maximum: 100, default: 20 });
      },
    }),
});

/** An opaque cursor from the sort values of a page's last row. */
export function encodeCursor(values: (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** The sort values in a cursor; one that was not made by {@link encodeCursor} for this schema is a bad request. */
export function decodeCursor<T extends z.ZodType>(cursor: string, schema: T): z.output<T> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new ApiError('invalid_request', { details: { cursor: 'is not a cursor of this list' }, cause });
  }
}

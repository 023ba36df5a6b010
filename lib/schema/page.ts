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

/** Sort values of a list in order of time. */
export const timeCursorSchema = z.tuple([
  z.iso.datetime().refine((time) => !time.startsWith('0000')),
  z.guid(),
]);

/** The first `limit` of the rows, of which one more was asked for, and the cursor of the page behind them by the sort values of the last. */
export function toPage<Row>(
  rows: Row[],
  limit: number,
  sortValues: (last: Row) => (string | number)[],
): { page: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { page, nextCursor: last ? encodeCursor(sortValues(last)) : null };
}

/** An opaque cursor from the sort values of a page's last row. */
function encodeCursor(values: (string | number)[]): string {
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

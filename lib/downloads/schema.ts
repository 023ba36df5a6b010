import { z } from 'zod';
import { idSchema } from '@/lib/generation/id';

const MAX_DOWNLOAD = 500;

const idsSchema = z
  .array(idSchema)
  .min(1, 'is empty')
  .max(MAX_DOWNLOAD, `has more than ${MAX_DOWNLOAD} ids`)
  .transform((ids) => [...new Set(ids)]);

/** The body of POST /api/images/download. */
export const downloadRequestSchema = z.strictObject({ ids: idsSchema });

const commaSeparated = z
  .string()
  .transform((text) => (text === '' ? [] : text.split(',')))
  .pipe(idsSchema)
  .meta({ type: 'string' });

/** The query of GET /api/images/download. */
export const downloadQuerySchema = z.object({ ids: commaSeparated });

/** The fields of a form that is posted to /api/images/download. */
export const downloadFormSchema = z.strictObject({ ids: commaSeparated });

import { z } from 'zod';
import { characterCount, isText } from './text';

/** A UUID of any version, in lower case. */
export const idSchema = z.guid('is not an id').toLowerCase();

/** A text that a person typed, trimmed, of at most `max` characters. */
export const textSchema = (max: number) =>
  z
    .string()
    .trim()
    .refine(isText, 'has characters that are not text')
    .refine((value) => characterCount(value) <= max, `is longer than ${max} characters`);

/** A time as the database writes it, which differs between tables and functions, as ISO 8601 UTC. */
export const databaseTimeSchema = z.string().transform((value) => new Date(value).toISOString());

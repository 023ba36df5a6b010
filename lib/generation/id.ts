import { z } from 'zod';

/** A UUID of any version, in lower case. */
export const idSchema = z.guid('is not an id').toLowerCase();

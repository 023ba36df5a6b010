import { z } from 'zod';

/** Of routes whose address says everything. */
export const emptyBodySchema = z.strictObject({});

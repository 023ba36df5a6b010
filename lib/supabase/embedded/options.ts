import { z } from 'zod';

export const embeddedOptionsSchema = z.object({
  dataDir: z.string(),
  port: z.number().int(),
  publishableKey: z.string(),
  secretKey: z.string(),
  jwtSecret: z.string(),
  /** A PostgreSQL to use in place of PGlite in `dataDir`. */
  databaseUrl: z.string().optional(),
});
export type EmbeddedOptions = z.infer<typeof embeddedOptionsSchema>;

export const embeddedAnswerSchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ error: z.string() }),
]);

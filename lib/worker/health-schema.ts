import { z } from 'zod';

const partSchema = z.enum(['ok', 'error']);

export const queueSchema = z.object({
  queued: z.number().describe('Tasks that wait for a place or for their retry.'),
  processing: z.number().describe('Tasks that a process holds.'),
  oldestQueuedSeconds: z
    .number()
    .describe('How long the oldest waiting task has been waiting; 0 if none waits.'),
});

export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']).describe('`degraded` if the database or the storage does not answer.'),
  version: z.string().describe('Version of this installation.'),
  database: partSchema,
  storage: partSchema,
  provider: z.enum(['gemini', 'demo']).describe('What would make the pictures. It is named, never called.'),
  queue: queueSchema.nullable().describe('null while the database does not answer.'),
});
export type Health = z.infer<typeof healthSchema>;

import { z } from 'zod';

const partSchema = z.enum(['ok', 'error']);

const countsSchema = z.object({
  queued: z.number().describe('Tasks that wait for a place or for their retry.'),
  processing: z.number().describe('Tasks that a process holds.'),
  oldestQueuedSeconds: z
    .number()
    .describe('How long the oldest waiting task has been waiting; 0 if none waits.'),
});

const queueSchema = countsSchema.extend({
  unclaimedKinds: z
    .array(z.string())
    .describe(
      'Kinds of which a task has been due for a minute and which this process does not work: a process that does may be missing.',
    ),
});

/** What read_queue_stats returns. */
export const queueStatsSchema = countsSchema
  .extend({ due: z.record(z.string(), z.object({ lane: z.string(), seconds: z.number() })) })
  .transform(({ due, ...counts }) => ({ counts, due }));

export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']).describe('`degraded` if the database or the storage does not answer.'),
  version: z.string().describe('Version of this installation.'),
  database: partSchema,
  storage: partSchema,
  provider: z.enum(['gemini', 'demo']).describe('What would make the pictures. It is named, never called.'),
  queue: queueSchema.nullable().describe('null while the database does not answer.'),
});
export type Health = z.infer<typeof healthSchema>;

/** What one visit of /api/workers did, in tasks. */
export const workResponseSchema = z.object({
  claimed: z.int().min(0).describe('Attempts that this request made.'),
  completed: z.int().min(0).describe('Of those: ended with a result.'),
  retried: z.int().min(0).describe('Of those: put back for a later attempt.'),
  failed: z.int().min(0).describe('Ended for good without a result, by an attempt or by the sweep.'),
  reaped: z.int().min(0).describe('Taken back from processes whose lease ran out.'),
});
export type WorkResponse = z.infer<typeof workResponseSchema>;

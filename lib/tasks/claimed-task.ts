import { z } from 'zod';

/** A task that this process holds: the row's snapshot and the lease to work on it. */
export const claimedTaskSchema = z.object({
  taskId: z.guid(),
  kind: z.string(),
  userId: z.guid(),
  attempt: z.number().int(),
  maxAttempts: z.number().int(),
  leaseToken: z.guid(),
  leaseSeconds: z.number(),
  model: z.string().nullable(),
  /** The request that asked for the task. */
  origin: z.object({ requestId: z.string().optional(), traceparent: z.string().optional() }).nullable(),
  payload: z.unknown(),
});
export type ClaimedTask = z.infer<typeof claimedTaskSchema>;

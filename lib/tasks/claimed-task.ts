import { z } from 'zod';

/** A task that this process holds: the row's snapshot and the lease to work on it. */
export const claimedTaskSchema = z.object({
  taskId: z.uuid(),
  kind: z.string(),
  userId: z.uuid(),
  attempt: z.number().int(),
  maxAttempts: z.number().int(),
  leaseToken: z.uuid(),
  payload: z.unknown(),
});
export type ClaimedTask = z.infer<typeof claimedTaskSchema>;

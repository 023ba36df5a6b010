import type { Logger } from 'pino';
import { z } from 'zod';
import { log } from '@/lib/log';

/** A task that this process holds: the row's snapshot and the lease to work on it. */
export const claimedTaskSchema = z.object({
  taskId: z.guid(),
  kind: z.string(),
  lane: z.string(),
  userId: z.guid(),
  attempt: z.number().int(),
  maxAttempts: z.number().int(),
  leaseToken: z.guid(),
  leaseSeconds: z.number(),
  model: z.string().nullable(),
  /** The request that asked for the task. */
  origin: z.object({ requestId: z.string().optional(), traceparent: z.string().optional() }).nullable(),
  /** Whether an earlier attempt had the result in hand. */
  made: z.boolean().default(false),
  payload: z.unknown(),
});
export type ClaimedTask = z.infer<typeof claimedTaskSchema>;

/** The log of one attempt: every line names the task, the attempt, the model and the request that asked for it. */
export function taskLog({ taskId, attempt, model, origin }: ClaimedTask): Logger {
  return log.child({ taskId, attempt, model, requestId: origin?.requestId });
}

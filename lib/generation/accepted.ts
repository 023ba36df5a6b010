import { z } from 'zod';
import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import { nextPollMs } from '@/lib/polling/schedule';
import type { Json } from '@/lib/supabase/database.types';
import { type ClaimedTask, claimedTaskSchema } from '@/lib/tasks/claimed-task';
import { currentTraceparent } from '@/lib/telemetry/current-traceparent';
import { type GenerateResponse, generateResponseSchema } from './schema';

const answerSchema = generateResponseSchema.omit({ nextPollMs: true }).extend({
  claimed: z.array(claimedTaskSchema),
  past: z
    .object({ quantilesMs: z.array(z.number()).nullable(), earlyMs: z.number().nullable() })
    .default({ quantilesMs: null, earlyMs: null }),
});
type Answer = z.infer<typeof answerSchema>;

/** As if it was polled in the moment of the answer; the same whenever the answer is asked for again. */
function firstPollMs({ status, past }: Answer): number {
  const task = { status, createdAt: 0, startedAt: 0, retryAt: null, ...past };
  return nextPollMs([task], 0, { running: 0, most: 1 }, () => 0.5) ?? 0;
}

export interface Accepted {
  response: GenerateResponse;
  /** Tasks that the transaction claimed for this process: run them after the answer. */
  claimed: ClaimedTask[];
}

/** What accepting work takes from the settings and the request; stored on the tasks where it outlives the request. */
export function acceptLimits(requestId: string): Record<string, Json> {
  const env = settings();
  const traceparent = currentTraceparent();
  return {
    origin: { requestId, ...(traceparent && { traceparent }) },
    maxRunning: env.MAX_RUNNING_PER_USER,
    ratePerMinute: env.RATE_LIMIT_PER_MINUTE,
    leaseSeconds: env.TASK_LEASE_SECONDS,
    retryDelaysSeconds: env.TASK_RETRY_DELAYS_SECONDS,
  };
}

/** Parses what create_generation and create_retry return. */
export function parseAccepted(answer: unknown, requestId: string): Accepted {
  const accepted = answerSchema.parse(answer);
  const { claimed, past: _, ...response } = accepted;
  log.info({ event: 'accepted', requestId, taskIds: response.taskIds, claimed: claimed.length });
  return { response: { ...response, nextPollMs: firstPollMs(accepted) }, claimed };
}

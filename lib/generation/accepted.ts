import { z } from 'zod';
import { settings } from '@/lib/env';
import { log } from '@/lib/log';
import { firstPollMs } from '@/lib/polling/schedule';
import type { Json } from '@/lib/supabase/database.types';
import { type ClaimedTask, claimedTaskSchema } from '@/lib/tasks/claimed-task';
import { currentTraceparent } from '@/lib/telemetry/current-traceparent';
import { type GenerateResponse, generateResponseSchema } from './schema';

const answerSchema = generateResponseSchema
  .omit({ nextPollMs: true })
  .extend({ claimed: z.array(claimedTaskSchema) });

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
  const { claimed, ...response } = answerSchema.parse(answer);
  log.info({ event: 'accepted', requestId, taskIds: response.taskIds, claimed: claimed.length });
  return { response: { ...response, nextPollMs: firstPollMs(response.estimate) }, claimed };
}

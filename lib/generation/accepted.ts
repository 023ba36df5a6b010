import { z } from 'zod';
import { settings } from '@/lib/env';
import { firstPollMs } from '@/lib/polling/schedule';
import type { Json } from '@/lib/supabase/database.types';
import { type ClaimedTask, claimedTaskSchema } from '@/lib/tasks/claimed-task';
import { type GenerateResponse, generateResponseSchema } from './schema';

const answerSchema = generateResponseSchema
  .omit({ nextPollMs: true })
  .extend({ claimed: z.array(claimedTaskSchema) });

export interface Accepted {
  response: GenerateResponse;
  /** Tasks that the transaction claimed for this process: run them after the answer. */
  claimed: ClaimedTask[];
}

/** The limits that accepting work takes from the settings; stored on the tasks where they outlive the request. */
export function acceptLimits(): Record<string, Json> {
  const env = settings();
  return {
    maxRunning: env.MAX_RUNNING_PER_USER,
    ratePerMinute: env.RATE_LIMIT_PER_MINUTE,
    leaseSeconds: env.TASK_LEASE_SECONDS,
    retryDelaysSeconds: env.TASK_RETRY_DELAYS_SECONDS,
  };
}

/** Parses what create_generation and create_retry return. */
export function parseAccepted(answer: unknown): Accepted {
  const { claimed, ...response } = answerSchema.parse(answer);
  return { response: { ...response, nextPollMs: firstPollMs(response.estimate) }, claimed };
}

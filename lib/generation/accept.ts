import { randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { settings } from '@/lib/env';
import { MAX_SEED } from '@/lib/limits';
import { log } from '@/lib/log';
import { nextPollMs } from '@/lib/polling/schedule';
import { imageProvider, titleProvider } from '@/lib/providers/provider';
import type { Json } from '@/lib/supabase/database.types';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { type ClaimedTask, claimedTaskSchema } from '@/lib/tasks/claimed-task';
import { currentTraceparent } from '@/lib/telemetry/tracing';
import { type GenerateResponse, type generateRequestSchema, generateResponseSchema } from './request-schema';
import { resolveRequest } from './resolve-request';

const answerSchema = generateResponseSchema.omit({ nextPollMs: true }).extend({
  claimed: z.array(claimedTaskSchema),
  past: z
    .object({ quantilesMs: z.array(z.number()).nullable(), earlyMs: z.number().nullable() })
    .default({ quantilesMs: null, earlyMs: null }),
});
type Answer = z.infer<typeof answerSchema>;

/** As if it was polled in the moment of the answer; the same whenever the answer is asked for again. */
function firstPollMs({ status, past }: Answer): number {
  const task = {
    status,
    lane: 'pictures',
    places: 1,
    waits: false,
    createdAt: 0,
    startedAt: 0,
    retryAt: null,
    ...past,
  };
  return nextPollMs([task], 0, {}, () => 0.5) ?? 0;
}

export interface Accepted {
  response: GenerateResponse;
  /** Tasks that the transaction claimed for this process: run them after the answer. */
  claimed: ClaimedTask[];
}

/** What accepting work takes from the settings and the request; stored on the tasks where it outlives the request. */
function acceptLimits(requestId: string, places: number): Record<string, Json> {
  const env = settings();
  const traceparent = currentTraceparent();
  return {
    origin: { requestId, ...(traceparent && { traceparent }) },
    places,
    maxRunning: env.MAX_RUNNING_PER_USER,
    ratePerMinute: env.RATE_LIMIT_PER_MINUTE,
    leaseSeconds: env.TASK_LEASE_SECONDS,
    retryDelaysSeconds: env.TASK_RETRY_DELAYS_SECONDS,
  };
}

/** Parses what create_generation and create_retry return. */
function parseAccepted(answer: unknown, requestId: string): Accepted {
  const accepted = answerSchema.parse(answer);
  const { claimed, past: _, ...response } = accepted;
  log.info({ event: 'accepted', requestId, taskIds: response.taskIds, claimed: claimed.length });
  return { response: { ...response, nextPollMs: firstPollMs(accepted) }, claimed };
}

/** What the database needs to queue the title of a topic; taken unless it has one. */
function titleRequest(locale: string): { model: string; statsKey: string; locale: string } {
  const { GEMINI_TEXT_MODEL: model } = settings();
  return { model, statsKey: `${titleProvider().name}:${model}:title`, locale };
}

/** The seed of one slot: the asked one for the first slot and its successors for the others, else any. */
function chooseSeed(asked: number | undefined, position: number): number {
  return asked === undefined ? randomInt(MAX_SEED + 1) : (asked + position) % (MAX_SEED + 1);
}

interface Asker {
  userId: string;
  /** The person's language, for the title of a new topic. */
  locale: string;
  requestId: string;
  /** Free places of this process, for what may start at once. */
  places: number;
}

/**
 * Accepts a generation: one call of the database, which charges, saves and claims in one transaction.
 * Throws ApiError: `invalid_request`, `insufficient_credits`, `not_found` (topic, reference, parent), `conflict`, `rate_limited`.
 */
export async function createGeneration(
  { userId, locale, requestId, places }: Asker,
  request: z.output<typeof generateRequestSchema>,
): Promise<Accepted> {
  const { prompt, model, settings, count, topicId, opensTopic, parentId, price } = resolveRequest(request);
  const slots = Array.from({ length: count }, (_, position) => position);
  const answer = await serviceClient().rpc('create_generation', {
    p_user_id: userId,
    p_task_ids: request.taskIds ?? slots.map(() => randomUUID()),
    p_request: { prompt, model, settings, count, topicId, ...(parentId && { parentId }) },
    p_prompt: prompt,
    p_model: model,
    p_settings: settings,
    p_seeds: slots.map((position) => chooseSeed(settings.seed, position)),
    p_price: price,
    p_stats_key: `${imageProvider().name}:${model}:${settings.imageSize}`,
    p_limits: acceptLimits(requestId, places),
    ...(topicId && { p_topic_id: topicId, p_opens_topic: opensTopic, p_title: titleRequest(locale) }),
    ...(parentId && { p_parent_id: parentId }),
  });
  return parseAccepted(unwrap(answer), requestId);
}

/** Accepts a new task in the slot of one that has ended. Throws ApiError: `not_found`, `conflict`, `insufficient_credits`, `rate_limited`. */
export async function createRetry(
  userId: string,
  { taskId, newTaskId }: { taskId: string; newTaskId: string | undefined },
  { requestId, places }: { requestId: string; places: number },
): Promise<Accepted> {
  const answer = await serviceClient().rpc('create_retry', {
    p_user_id: userId,
    p_task_id: taskId,
    p_new_task_id: newTaskId ?? randomUUID(),
    p_seed: chooseSeed(undefined, 0),
    p_limits: acceptLimits(requestId, places),
  });
  return parseAccepted(unwrap(answer), requestId);
}

import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { imageProvider } from '@/lib/providers/provider';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { type Accepted, acceptLimits, parseAccepted } from './accepted';
import { chooseSeed } from './choose-seed';
import { resolveRequest } from './resolve-request';
import type { generateRequestSchema } from './schema';

/**
 * Accepts a generation: one call of the database, which charges, saves and claims in one transaction.
 * Throws ApiError: `invalid_request`, `insufficient_credits`, `not_found` (topic, reference), `conflict`, `rate_limited`.
 */
export async function createGeneration(
  userId: string,
  request: z.output<typeof generateRequestSchema>,
  requestId: string,
): Promise<Accepted> {
  const { prompt, model, settings, count, topicId, price } = resolveRequest(request);
  const slots = Array.from({ length: count }, (_, position) => position);
  const answer = await serviceClient().rpc('create_generation', {
    p_user_id: userId,
    p_task_ids: request.taskIds ?? slots.map(() => randomUUID()),
    p_request: { prompt, model, settings, count, topicId },
    p_prompt: prompt,
    p_model: model,
    p_settings: settings,
    p_seeds: slots.map((position) => chooseSeed(settings.seed, position)),
    p_price: price,
    p_stats_key: `${imageProvider().name}:${model}:${settings.imageSize}`,
    p_limits: acceptLimits(requestId),
    ...(topicId && { p_topic_id: topicId }),
  });
  return parseAccepted(unwrap(answer), requestId);
}

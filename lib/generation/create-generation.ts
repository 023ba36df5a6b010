import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { imageProvider } from '@/lib/providers/provider';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { titleRequest } from '@/lib/topics/title-request';
import { type Accepted, acceptLimits, parseAccepted } from './accepted';
import { chooseSeed } from './choose-seed';
import { resolveRequest } from './resolve-request';
import type { generateRequestSchema } from './schema';

interface Asker {
  userId: string;
  /** The person's language, for the title of a new topic. */
  locale: string;
  requestId: string;
}

/**
 * Accepts a generation: one call of the database, which charges, saves and claims in one transaction.
 * Throws ApiError: `invalid_request`, `insufficient_credits`, `not_found` (topic, reference, parent), `conflict`, `rate_limited`.
 */
export async function createGeneration(
  { userId, locale, requestId }: Asker,
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
    p_limits: acceptLimits(requestId),
    ...(topicId && { p_topic_id: topicId, p_opens_topic: opensTopic, p_title: titleRequest(locale) }),
    ...(parentId && { p_parent_id: parentId }),
  });
  return parseAccepted(unwrap(answer), requestId);
}

import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import type postgres from 'postgres';
import type { Database, Json } from '@/lib/supabase/database.types';

export const limits = {
  maxRunning: 4,
  ratePerMinute: 1000,
  leaseSeconds: 45,
  retryDelaysSeconds: [5, 10, 20],
};

export interface NewGeneration {
  taskIds?: string[];
  /** Without `taskIds`. */
  count?: number;
  prompt?: string;
  /** What was asked for; the prompt, the settings and how many, if not given. */
  request?: Record<string, Json>;
  price?: number;
  statsKey?: string;
  limits?: Partial<typeof limits & { places: number; origin: { requestId: string } }>;
  settings?: Json;
  topicId?: string;
  opensTopic?: boolean;
  title?: Json;
  parentId?: string;
}

/** Of create_generation, as the route gives them. */
function argumentsOf(userId: string, { count = 1, prompt = 'a kite', ...rest }: NewGeneration) {
  const taskIds = rest.taskIds ?? Array.from({ length: count }, () => randomUUID());
  const settings = rest.settings ?? { aspectRatio: '1:1', imageSize: '1K' };
  return {
    p_user_id: userId,
    p_task_ids: taskIds,
    p_request: rest.request ?? { prompt, settings, count: taskIds.length },
    p_prompt: prompt,
    p_model: 'gemini-nano-banana-2.1',
    p_settings: settings,
    p_seeds: taskIds.map((_, position) => position),
    p_price: rest.price ?? 4,
    p_stats_key: rest.statsKey ?? 'test',
    p_limits: { ...limits, ...rest.limits },
    ...(rest.topicId && { p_topic_id: rest.topicId, p_opens_topic: rest.opensTopic ?? false }),
    ...(rest.title && { p_title: rest.title }),
    ...(rest.parentId && { p_parent_id: rest.parentId }),
  };
}

/** Calls create_generation through the API, with the secret key. */
export function createGeneration(
  client: SupabaseClient<Database>,
  userId: string,
  generation: NewGeneration = {},
) {
  return client.rpc('create_generation', argumentsOf(userId, generation));
}

/** The same in SQL, on this connection; resolves to its answer, parsed from JSON alone. */
export async function createGenerationIn(
  sql: postgres.ISql,
  userId: string,
  generation: NewGeneration = {},
  // biome-ignore lint/suspicious/noExplicitAny: whoever needs more than a look at it parses it
): Promise<any> {
  const given = argumentsOf(userId, generation);
  const [row] = await sql`
    select public.create_generation(${userId}, ${given.p_task_ids}::uuid[], ${sql.json(given.p_request as postgres.JSONValue)},
      ${given.p_prompt}, ${given.p_model}, ${sql.json(given.p_settings as postgres.JSONValue)}, ${given.p_seeds}::integer[],
      ${given.p_price}, ${given.p_stats_key}, ${sql.json(given.p_limits)}, ${generation.topicId ?? null}) as answer`;
  return row?.answer;
}

import { randomUUID } from 'node:crypto';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { inject } from 'vitest';
import { z } from 'zod';
import type { Database, Json } from '@/lib/supabase/database.types';
import { claimedTaskSchema } from '@/lib/tasks/claimed-task';

const options = { auth: { persistSession: false, autoRefreshToken: false } };

/** A client with the secret key, as the server has it. */
export function admin(): SupabaseClient<Database> {
  const { url, secretKey } = inject('supabase');
  return createClient<Database>(url, secretKey, options);
}

/** A client without a session. */
function anonymous(): SupabaseClient<Database> {
  const { url, publishableKey } = inject('supabase');
  return createClient<Database>(url, publishableKey, options);
}

export interface TestUser {
  id: string;
  email: string;
  token: string;
  client: SupabaseClient<Database>;
}

/** A new account, made through Supabase's own sign-up. */
export async function newUser(): Promise<TestUser> {
  const client = anonymous();
  const email = `${randomUUID()}@example.com`;
  const { data, error } = await client.auth.signUp({ email, password: 'correct horse' });
  if (error || !data.session) throw new Error('sign-up failed', { cause: error });
  return { id: data.session.user.id, email, token: data.session.access_token, client };
}

/** The data of an answer that must not be an error. */
export function must<T>({ data, error }: { data: T; error: unknown }): NonNullable<T> {
  if (error || data === null || data === undefined) throw new Error('unexpected error', { cause: error });
  return data;
}

export const limits = {
  maxRunning: 4,
  ratePerMinute: 1000,
  leaseSeconds: 45,
  retryDelaysSeconds: [5, 10, 20],
};

interface NewGeneration {
  taskIds?: string[];
  count?: number;
  prompt?: string;
  price?: number;
  limits?: Partial<typeof limits>;
  settings?: Json;
  topicId?: string;
  opensTopic?: boolean;
  title?: Json;
  parentId?: string;
}

/** Calls create_generation as the route does. */
export function create(
  userId: string,
  { count = 1, prompt = 'a lighthouse', price = 4, ...rest }: NewGeneration = {},
) {
  const taskIds = rest.taskIds ?? Array.from({ length: count }, () => randomUUID());
  const settings = rest.settings ?? { aspectRatio: '1:1', imageSize: '1K' };
  return admin().rpc('create_generation', {
    p_user_id: userId,
    p_task_ids: taskIds,
    p_request: { prompt, settings, count: taskIds.length },
    p_prompt: prompt,
    p_model: 'gemini-nano-banana-2.1',
    p_settings: settings,
    p_seeds: taskIds.map((_, position) => position),
    p_price: price,
    p_stats_key: 'test',
    p_limits: { ...limits, ...rest.limits },
    ...(rest.topicId && { p_topic_id: rest.topicId, p_opens_topic: rest.opensTopic ?? false }),
    ...(rest.title && { p_title: rest.title }),
    ...(rest.parentId && { p_parent_id: rest.parentId }),
  });
}

const acceptedSchema = z.looseObject({
  status: z.string(),
  taskIds: z.array(z.string()),
  batchId: z.string(),
  credits: z.object({ charged: z.number(), balance: z.number() }),
  claimed: z.array(claimedTaskSchema),
});

/** A generation that must be accepted. */
export async function accepted(userId: string, generation: NewGeneration = {}) {
  return acceptedSchema.parse(must(await create(userId, generation)));
}

/** One accepted task that its maker holds. */
export async function held(userId: string, generation: NewGeneration = {}) {
  const [task] = (await accepted(userId, generation)).claimed;
  if (!task) throw new Error('not claimed');
  return task;
}

export async function claim(limit = 100, maxRunning = 4) {
  const answer = must(await admin().rpc('claim_tasks', { p_limit: limit, p_max_running: maxRunning }));
  return z.object({ tasks: z.array(claimedTaskSchema), nextDueMs: z.number().nullable() }).parse(answer);
}

export const lease = (task: { taskId: string; leaseToken: string }) => ({
  p_task_id: task.taskId,
  p_lease_token: task.leaseToken,
});

export function complete(task: { taskId: string; leaseToken: string }) {
  const p_image = {
    objectKey: 'original',
    thumbKey: 'thumb',
    mimeType: 'image/png',
    width: 8,
    height: 8,
    placeholder: 'cA==',
  };
  return admin().rpc('complete_image', { ...lease(task), p_image });
}

export async function readRow(taskId: string) {
  return must(await admin().from('tasks').select().eq('id', taskId).single());
}

export async function readLedger(userId: string) {
  return must(await admin().from('credit_ledger').select().eq('user_id', userId).order('id'));
}

export async function readCredits(userId: string): Promise<number> {
  return must(await admin().from('profiles').select('credits').eq('user_id', userId).single()).credits;
}

export function fail(task: { taskId: string; leaseToken: string }, retryable: boolean, more = {}) {
  const error = { p_error_code: 'provider_unavailable', p_retryable: retryable };
  return admin().rpc('fail_task', { ...lease(task), ...error, ...more });
}

const dueSchema = z.object({
  now: z.string(),
  tasks: z.tuple([z.object({ retry_at: z.string().nullable() })]),
});

/** How long a task waits for its retry, by the database's clock; 0 when it does not. */
export async function secondsUntilDue(taskId: string): Promise<number> {
  const { now, tasks } = dueSchema.parse(must(await admin().rpc('read_tasks', { p_task_ids: [taskId] })));
  const [{ retry_at: retryAt }] = tasks;
  return retryAt ? (Date.parse(retryAt) - Date.parse(now)) / 1000 : 0;
}

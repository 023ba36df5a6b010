import { randomUUID } from 'node:crypto';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { inject } from 'vitest';
import { z } from 'zod';
import type { Database } from '@/lib/supabase/database.types';
import { claimedTaskSchema } from '@/lib/tasks/claimed-task';
import { createGeneration, type NewGeneration } from './create-generation';

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

/** Calls create_generation as the route does. */
export const create = (userId: string, generation: NewGeneration = {}) =>
  createGeneration(admin(), userId, { prompt: 'a lighthouse', ...generation });

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

/** Claims as a process does that knows pictures and titles. */
export async function claim(limit = 100, maxRunning = 4) {
  const p_places = { pictures: limit, quick: limit };
  const known = { p_places, p_kinds: ['image', 'title'], p_max_running: maxRunning };
  const answer = must(await admin().rpc('claim_tasks', known));
  return z.object({ tasks: z.array(claimedTaskSchema), nextDueMs: z.number().nullable() }).parse(answer);
}

export const lease = (task: { taskId: string; leaseToken: string }) => ({
  p_task_id: task.taskId,
  p_lease_token: task.leaseToken,
});

/** The heartbeat of a process that holds this one task; whether it still does. */
export async function heartbeat({ taskId, leaseToken }: { taskId: string; leaseToken: string }) {
  const answer = must(await admin().rpc('heartbeat_tasks', { p_leases: [{ taskId, leaseToken }] }));
  return z.object({ lost: z.array(z.string()), busy: z.tuple([]) }).parse(answer).lost.length === 0;
}

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

const takenSchema = z.array(z.object({ userId: z.string(), taskId: z.string() }));

/** Takes what is to be removed from the storage now. */
export async function takePurges(client = admin(), limit = 1000) {
  return takenSchema.parse(must(await client.rpc('take_due_purges', { p_limit: limit })));
}

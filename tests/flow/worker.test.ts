import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '@/lib/supabase/database.types';
import { startTestSupabase, type TestSupabase } from '@/tests/support/embedded';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';

let supabase: TestSupabase;
let gemini: GeminiServer;
let admin: SupabaseClient<Database>;
let userId: string;
const workers: ChildProcess[] = [];

beforeAll(async () => {
  [supabase, gemini] = await Promise.all([startTestSupabase({ driver: 'postgres' }), startGeminiServer()]);
  const options = { auth: { persistSession: false, autoRefreshToken: false } };
  admin = createClient<Database>(supabase.url, supabase.secretKey, options);
  const { data } = await createClient(supabase.url, supabase.publishableKey, options).auth.signUp({
    email: 'a@example.com',
    password: 'correct horse',
  });
  userId = data.user?.id ?? '';
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await gemini.close();
  await supabase.stop();
});

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'lib/worker/main.ts'], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      SUPABASE_URL: supabase.url,
      SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
      SUPABASE_SECRET_KEY: supabase.secretKey,
      GEMINI_API_KEY: 'test-key',
      GOOGLE_GEMINI_BASE_URL: gemini.url,
      MAX_RUNNING_PER_USER: '3',
      TASK_SWEEP_SECONDS: '1',
      TASK_HEARTBEAT_SECONDS: '1',
    } as unknown as NodeJS.ProcessEnv,
  });
  workers.push(worker);
  return worker;
}

/** Queues pictures as an app would that has no place for them. */
async function queue(count: number): Promise<void> {
  const { error } = await admin.rpc('create_generation', {
    p_user_id: userId,
    p_task_ids: Array.from({ length: count }, () => randomUUID()),
    p_request: {},
    p_prompt: 'a kite',
    p_model: 'gemini-nano-banana-2.1',
    p_settings: { aspectRatio: '1:1', imageSize: '1K' },
    p_seeds: Array.from({ length: count }, (_, index) => index),
    p_price: 1,
    p_stats_key: 'test',
    p_limits: { maxRunning: 0, ratePerMinute: 100, leaseSeconds: 45, retryDelaysSeconds: [5] },
  });
  expect(error).toBeNull();
}

async function statuses(): Promise<string[]> {
  const { data } = await admin.from('tasks').select('status');
  return (data ?? []).map(({ status }) => status).sort();
}

async function untilStatuses(wanted: (all: string[]) => boolean): Promise<string[]> {
  for (;;) {
    const all = await statuses();
    if (wanted(all)) return all;
    await wait(50);
  }
}

test('npm run worker makes queued pictures by itself; two of them keep the limit of one user', async () => {
  gemini.hold();
  for (let batch = 0; batch < 2; batch++) await queue(4);
  startWorker();
  startWorker();
  await gemini.received(3);
  expect((await statuses()).filter((status) => status === 'processing')).toHaveLength(3);
  gemini.release();
  const all = await untilStatuses((list) => list.every((status) => status === 'completed'));
  expect(all).toHaveLength(8);
});

test('the bytes of a picture deleted a minute ago are removed, and only then it cannot be restored', async () => {
  const { data: images } = await admin
    .from('generated_images')
    .select('task_id, object_key, thumb_key')
    .limit(2);
  const [old, fresh] = images ?? [];
  if (!old?.object_key || !old.thumb_key || !fresh?.object_key) throw new Error('no pictures');
  const remove = (id: string) => admin.rpc('delete_image', { p_user_id: userId, p_image_id: id });
  const restore = (id: string) => admin.rpc('restore_image', { p_user_id: userId, p_image_id: id });
  await Promise.all([remove(old.task_id), remove(fresh.task_id)]);
  const database = postgres(supabase.databaseUrl ?? '', { max: 1 });
  await database`
    update public.generated_images set deleted_at = deleted_at - interval '61 seconds' where task_id = ${old.task_id}`;
  await database.end();
  expect((await restore(old.task_id)).error?.code).toBe('PT404');

  const bucket = admin.storage.from('generations');
  const isThere = async (key: string) => !(await bucket.download(key)).error;
  while ((await isThere(old.object_key)) || (await isThere(old.thumb_key))) await wait(50);
  expect(await isThere(fresh.object_key)).toBe(true);
  expect((await restore(fresh.task_id)).error).toBeNull();
  const { data: task } = await admin.from('tasks').select('status').eq('id', old.task_id).single();
  expect(task?.status).toBe('completed');
});

test('a task canceled elsewhere: the heartbeat tells the worker, which hangs up on the provider', async () => {
  gemini.hold();
  const before = gemini.requests.length;
  await queue(1);
  const request = (await gemini.received(before + 1)).at(-1);
  const { data: task } = await admin.from('tasks').select('id').eq('status', 'processing').single();
  const { error } = await admin.rpc('cancel_task', { p_user_id: userId, p_task_id: task?.id ?? '' });
  expect(error).toBeNull();
  await request?.closed;
  expect(request?.aborted).toBe(true);
  gemini.release();
});

test('SIGTERM gives its leases back at once and ends it', async () => {
  for (const worker of workers.splice(0)) {
    worker.kill('SIGTERM');
    await once(worker, 'exit');
  }
  gemini.hold();
  const before = gemini.requests.length;
  await queue(2);
  const worker = startWorker();
  const requests = await gemini.received(before + 2);
  worker.kill('SIGTERM');
  const [code] = await once(worker, 'exit');
  expect(code).toBe(143);
  expect((await statuses()).filter((status) => status === 'queued')).toHaveLength(2);
  await Promise.all(requests.slice(before).map(({ closed }) => closed));
  const { data } = await admin.from('tasks').select('attempts').eq('status', 'queued');
  expect(data).toEqual([{ attempts: 0 }, { attempts: 0 }]);
  gemini.release();
});

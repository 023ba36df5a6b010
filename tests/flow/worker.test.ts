import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectKeys } from '@/lib/storage/object-key';
import type { Database } from '@/lib/supabase/database.types';
import { createGeneration } from '@/tests/support/create-generation';
import { startTestSupabase, type TestSupabase } from '@/tests/support/embedded';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';
import { waitUntil } from '@/tests/support/wait-until';

let supabase: TestSupabase;
let gemini: GeminiServer;
let admin: SupabaseClient<Database>;
let userId: string;
let database: postgres.Sql;
let bucket: ReturnType<typeof admin.storage.from>;
const output: string[] = [];
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
  database = postgres(supabase.databaseUrl ?? '', { max: 1 });
  bucket = admin.storage.from('generations');
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await gemini.close();
  await database.end();
  await supabase.stop();
});

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'lib/worker/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
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
  worker.stdout?.on('data', (chunk) => output.push(String(chunk)));
  workers.push(worker);
  return worker;
}

/** Queues pictures as an app would that has no place for them. */
async function queue(count: number): Promise<void> {
  const limits = { maxRunning: 0, retryDelaysSeconds: [5], origin: { requestId: 'r-1' } };
  const { error } = await createGeneration(admin, userId, { count, price: 1, limits });
  expect(error).toBeNull();
}

const isThere = async (key: string) => !(await bucket.download(key)).error;

const makePurgeDue = (taskId: string) =>
  database`update private.object_purges set due_at = due_at - interval '61 seconds' where task_id = ${taskId}`;

async function statuses(): Promise<string[]> {
  const { data } = await admin.from('tasks').select('status');
  return (data ?? []).map(({ status }) => status).sort();
}

function untilStatuses(wanted: (all: string[]) => boolean): Promise<string[]> {
  return waitUntil(`the tasks' statuses are so: ${wanted}`, async () => {
    const all = await statuses();
    return wanted(all) && all;
  });
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

test('a refusal fails the task and is told by its code', async () => {
  gemini.setBehaviour('safety');
  await queue(1);
  await untilStatuses((list) => list.includes('failed'));
  gemini.setBehaviour('ok');
});

test('the bytes of a picture deleted a minute ago are removed, and only then it cannot be restored', async () => {
  const { data: images } = await admin
    .from('generated_images')
    .select('task_id, object_key, thumb_key')
    .limit(2);
  const [old, fresh] = images ?? [];
  if (!old?.object_key || !old.thumb_key || !fresh?.object_key) throw new Error('no pictures');
  const keys = [old.object_key, old.thumb_key];
  const remove = (id: string) => admin.rpc('delete_image', { p_user_id: userId, p_image_id: id });
  const restore = (id: string) => admin.rpc('restore_image', { p_user_id: userId, p_image_id: id });
  await Promise.all([remove(old.task_id), remove(fresh.task_id)]);
  await database`
    update public.generated_images set deleted_at = deleted_at - interval '61 seconds' where task_id = ${old.task_id}`;
  await makePurgeDue(old.task_id);
  expect((await restore(old.task_id)).error?.code).toBe('PT404');

  await waitUntil(
    'both objects are removed',
    async () => !(await Promise.all(keys.map(isThere))).includes(true),
  );
  expect(await isThere(fresh.object_key)).toBe(true);
  expect((await restore(fresh.task_id)).error).toBeNull();
  const { data: task } = await admin.from('tasks').select('status').eq('id', old.task_id).single();
  expect(task?.status).toBe('completed');
});

test('a task canceled elsewhere: the heartbeat tells the worker, which hangs up on the provider; what it stored is removed', async () => {
  gemini.hold();
  const before = gemini.requests.length;
  await queue(1);
  const request = (await gemini.received(before + 1)).at(-1);
  const { data: task } = await admin.from('tasks').select('id').eq('status', 'processing').single();
  const taskId = task?.id ?? '';
  const { error } = await admin.rpc('cancel_task', { p_user_id: userId, p_task_id: taskId });
  expect(error).toBeNull();
  await request?.closed;
  expect(request?.aborted).toBe(true);
  gemini.release();

  const { original } = objectKeys(userId, taskId);
  const late = await bucket.upload(original, new Uint8Array(8), { contentType: 'image/png' });
  expect(late.error).toBeNull();
  await makePurgeDue(taskId);
  await waitUntil('what came late is removed', async () => !(await isThere(original)));
});

test('a line of JSON tells each event with task, attempt, model and request; never a prompt or a key', async () => {
  const lines = output
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const named = (event: string) => lines.filter((line) => line.event === event);
  const attempt = {
    taskId: expect.any(String),
    attempt: 1,
    model: 'gemini-nano-banana-2.1',
    requestId: 'r-1',
  };
  expect(named('attempt_started')).toContainEqual(expect.objectContaining(attempt));
  expect(named('picture_stored')).toContainEqual(
    expect.objectContaining({ ...attempt, providerMs: expect.any(Number), storageMs: expect.any(Number) }),
  );
  const ended = { ...attempt, durationMs: expect.any(Number) };
  expect(named('attempt_ended')).toContainEqual(expect.objectContaining({ ...ended, outcome: 'completed' }));
  expect(named('attempt_ended')).toContainEqual(expect.objectContaining({ ...ended, outcome: 'lost' }));
  expect(named('attempt_ended')).toContainEqual(
    expect.objectContaining({ ...ended, outcome: 'failed', code: 'safety_blocked' }),
  );
  for (const secret of ['a kite', 'test-key', supabase.secretKey])
    expect(output.join('')).not.toContain(secret);
});

test.for([
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
] as const)('%s gives its leases back at once and ends it', async ([signal, exitCode]) => {
  for (const worker of workers.splice(0)) {
    if (worker.kill('SIGTERM')) await once(worker, 'exit');
  }
  gemini.hold();
  const before = gemini.requests.length;
  await queue(2);
  const worker = startWorker();
  const requests = await gemini.received(before + 2);
  worker.kill(signal);
  worker.kill(signal);
  const [code] = await once(worker, 'exit');
  expect(code).toBe(exitCode);
  expect((await statuses()).filter((status) => status === 'queued')).toHaveLength(2);
  await Promise.all(requests.slice(before).map(({ closed }) => closed));
  const { data } = await admin.from('tasks').select('attempts').eq('status', 'queued');
  expect(data).toEqual([{ attempts: 0 }, { attempts: 0 }]);
  gemini.release();
  // For the next signal: nothing is left to claim.
  startWorker();
  await untilStatuses((list) => !list.includes('queued') && !list.includes('processing'));
});

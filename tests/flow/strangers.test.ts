import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '@/lib/supabase/database.types';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { balance, ended, generate, until } from '@/tests/support/follow';

let app: TestApp;
let owner: Account;
let stranger: Account;
let done: string;
let open: string;

beforeAll(async () => {
  app = await startApp({ MAX_RUNNING_PER_USER: '1' });
  [owner, stranger] = [await signUp(app), await signUp(app)];
  ({ taskId: done } = await generate(owner));
  await until(owner, done, ended);
  const held = await generate(owner, { count: 4 });
  open = held.taskIds[3] ?? '';
});
afterAll(() => app.close());

test.each([
  ['poll', 'POST', () => '/api/generate-image/polling', () => ({ taskId: done })],
  ['cancel', 'POST', () => `/api/generate-image/${open}/cancel`, () => undefined],
  ['retry', 'POST', () => `/api/generate-image/${done}/retry`, () => undefined],
  ['see', 'GET', () => `/api/images/${done}`, () => undefined],
  ['see the thumbnail of', 'GET', () => `/api/images/${done}?variant=thumb`, () => undefined],
  ['download', 'GET', () => `/api/images/${done}?download=1`, () => undefined],
  ['delete', 'DELETE', () => `/api/images/${done}`, () => undefined],
  ['restore', 'POST', () => `/api/images/${done}/restore`, () => undefined],
  ['follow the job of', 'GET', () => `/api/jobs/${done}`, () => undefined],
  ['refer to', 'POST', () => '/api/generate-image', () => ({ prompt: 'x', referenceIds: [done] })],
])("nobody can %s another user's picture: it does not exist", async (_, method, path, body) => {
  const response = await stranger.api(method, path(), body());
  const answer = (await response.json()) as { error: { code: string } };
  expect([response.status, answer.error.code]).toEqual([404, 'not_found']);
});

test("lists hold the caller's own things only, and nothing of the attempts above was charged", async () => {
  const polled = await stranger.api('POST', '/api/generate-image/polling', { taskIds: [done, open] });
  expect(await polled.json()).toMatchObject({ tasks: [], missing: [done, open], nextPollMs: null });
  expect(await (await stranger.api('GET', '/api/generate-image/pending')).json()).toMatchObject({
    pendingTasks: [],
  });
  expect(await (await stranger.api('GET', '/api/batches')).json()).toEqual({ batches: [], nextCursor: null });
  expect(await balance(stranger)).toBe(1000);
  expect((await owner.api('GET', `/api/images/${done}`)).status).toBe(200);
});

const asStranger = () =>
  createClient<Database>(app.supabaseUrl, app.publishableKey(), {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { headers: { Authorization: `Bearer ${stranger.token}` } },
  });

test.each([
  'profiles',
  'credit_ledger',
  'topics',
  'batches',
  'generation_requests',
  'tasks',
  'generated_images',
] as const)('table %s shows nobody the rows of others, and lets nobody write', async (table) => {
  const anonymous = createClient<Database>(app.supabaseUrl, app.publishableKey(), {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const before = (await app.admin().from(table).select('*').order('created_at')).data;
  for (const client of [anonymous, asStranger()]) {
    const { data } = await client.from(table).select('user_id');
    expect((data ?? []).filter((row) => row.user_id !== stranger.id)).toEqual([]);
    const row = { user_id: stranger.id } as never;
    for (const write of [
      client.from(table).insert(row),
      client.from(table).update(row).not('user_id', 'is', null),
      client.from(table).delete().not('user_id', 'is', null),
    ]) {
      expect((await write).error).not.toBeNull();
    }
  }
  expect((await anonymous.from(table).select('user_id')).error).not.toBeNull();
  expect((await app.admin().from(table).select('*').order('created_at')).data).toEqual(before);
});

test('attempts and details of a task show a stranger nothing', async () => {
  const client = asStranger();
  expect((await client.from('task_attempts').select('task_id').eq('task_id', done)).data).toEqual([]);
  expect((await client.from('task_details').select('task_id').eq('task_id', done)).data).toEqual([]);
});

test("a stranger cannot read the bucket's objects, nor write any", async () => {
  const client = asStranger();
  const bucket = client.storage.from('generations');
  expect((await bucket.download(`${owner.id}/${done}/original`)).error).not.toBeNull();
  expect((await bucket.list(`${owner.id}/${done}`)).data ?? []).toEqual([]);
  const png = new Blob([new Uint8Array(8)], { type: 'image/png' });
  expect((await bucket.upload(`${stranger.id}/x/original`, png)).error).not.toBeNull();
  expect((await bucket.remove([`${owner.id}/${done}/original`])).data ?? []).toEqual([]);
  expect((await owner.api('GET', `/api/images/${done}`)).status).toBe(200);
});

test('the functions that change anything are closed to everybody but the server', async () => {
  const client = asStranger();
  for (const [name, args] of [
    ['grant_credits', { p_user_id: stranger.id, p_amount: 1000 }],
    ['grant_credits_by_email', { p_email: stranger.email, p_amount: 1000 }],
    ['cancel_task', { p_user_id: stranger.id, p_task_id: open }],
    ['claim_tasks', { p_limit: 1, p_max_running: 1 }],
    ['sweep_tasks', {}],
    ['configure_installation', { p_signup_credits: 1 }],
    ['delete_image', { p_user_id: owner.id, p_image_id: done }],
    ['read_queue_stats', {}],
  ] as const) {
    expect((await client.rpc(name, args)).error, name).not.toBeNull();
  }
  expect(await balance(stranger)).toBe(1000);
});

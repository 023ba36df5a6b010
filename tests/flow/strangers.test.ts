import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PendingResponse } from '@/lib/generation/schema';
import { digestDatabase } from '@/tests/bad-requests/digest-database';
import { readCatalogue } from '@/tests/catalogue/read-catalogue';
import { walkAsRole } from '@/tests/catalogue/walk-as-role';
import { walkRest } from '@/tests/catalogue/walk-rest';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { balance, ended, generate, until } from '@/tests/support/follow';

let app: AppOnPostgres;
let owner: Account;
let stranger: Account;
let done: string;
let open: string;

beforeAll(async () => {
  app = await startAppOnPostgres({ MAX_RUNNING_PER_USER: '1' });
  [owner, stranger] = [await signUp(app), await signUp(app)];
  ({ taskId: done } = await generate(owner));
  await until(owner, done, ended);
  const held = await generate(owner, { count: 4 });
  open = held.taskIds[3] ?? '';
});
afterAll(() => app.close());

test.each([
  ['poll', 'POST', () => '/api/generate-image/polling', (id: string) => ({ taskId: id })],
  ['cancel', 'POST', (id: string) => `/api/generate-image/${id}/cancel`, () => undefined],
  ['retry', 'POST', (id: string) => `/api/generate-image/${id}/retry`, () => undefined],
  ['see', 'GET', (id: string) => `/api/images/${id}`, () => undefined],
  ['see the thumbnail of', 'GET', (id: string) => `/api/images/${id}?variant=thumb`, () => undefined],
  ['see the preview of', 'GET', (id: string) => `/api/images/${id}?variant=preview`, () => undefined],
  ['download', 'GET', (id: string) => `/api/images/${id}?download=1`, () => undefined],
  ['download a ZIP with', 'GET', (id: string) => `/api/images/download?ids=${id}`, () => undefined],
  ['delete', 'DELETE', (id: string) => `/api/images/${id}`, () => undefined],
  ['restore', 'POST', (id: string) => `/api/images/${id}/restore`, () => undefined],
  ['follow the job of', 'GET', (id: string) => `/api/jobs/${id}`, () => undefined],
  ['refer to', 'POST', () => '/api/generate-image', (id: string) => ({ prompt: 'x', referenceIds: [id] })],
])(
  "nobody can %s another user's picture: it looks like one that does not exist",
  async (_, method, path, body) => {
    const ask = async (id: string) => {
      const response = await stranger.api(method, path(id), body(id));
      const { error } = (await response.json()) as { error: Record<string, unknown> };
      const headers = [...response.headers.keys()].sort();
      return { status: response.status, headers, error: { ...error, requestId: undefined } };
    };
    const missing = await ask(randomUUID());
    expect(missing).toMatchObject({ status: 404, error: { code: 'not_found' } });
    for (const id of [done, open]) expect(await ask(id)).toEqual(missing);
  },
);

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

const visitors = () =>
  [
    { role: 'anon', userId: null, headers: { apikey: app.publishableKey() } },
    {
      role: 'authenticated',
      userId: stranger.id,
      headers: { apikey: app.publishableKey(), Authorization: `Bearer ${stranger.token}` },
    },
  ] as const;

test('no role of a visitor reads foreign rows or changes anything, whatever there is in the database', async () => {
  for (const visitor of visitors()) expect(await walkAsRole(app.database, visitor)).toEqual([]);
});

test('a table and a function that somebody forgot to secure are found', async () => {
  await app.database.unsafe(`
    create table public.careless (user_id uuid, note text);
    create sequence public.careless_id;
    insert into public.careless (user_id, note) values ('${owner.id}', 'secret');
    create function public.careless() returns integer language sql as 'select 1';
    revoke all on public.careless, public.careless_id from anon, authenticated;
    grant select, insert, update (note), delete on public.careless to authenticated;
    grant usage on sequence public.careless_id to anon`);
  try {
    const found = await Promise.all(visitors().map((visitor) => walkAsRole(app.database, visitor)));
    expect(found.flat().map((finding) => finding.replace(/: \{.*/, ''))).toEqual([
      `anon: select nextval('"public"."careless_id"')`,
      'anon: select "public"."careless"()',
      'authenticated: select "user_id" from "public"."careless" t',
      'authenticated: update "public"."careless" set "note" = default',
      'authenticated: select "note" from "public"."careless" t',
      'authenticated: insert into "public"."careless" default values',
      'authenticated: delete from "public"."careless"',
      'authenticated: select "public"."careless"()',
    ]);
  } finally {
    await app.database.unsafe(
      'drop table public.careless; drop sequence public.careless_id; drop function public.careless()',
    );
  }
});

test('nor through the REST API', async () => {
  // What still goes on would change rows by itself.
  const { pendingTasks } = (await (
    await owner.api('GET', '/api/generate-image/pending')
  ).json()) as PendingResponse;
  for (const { taskId } of pendingTasks) await owner.api('POST', `/api/generate-image/${taskId}/cancel`);
  const catalogue = await readCatalogue(app.database);
  const rest = `${app.supabaseUrl}/rest/v1`;
  const before = await digestDatabase(app.database);
  for (const visitor of visitors()) {
    expect(await walkRest(rest, catalogue, visitor)).toEqual([]);
  }
  expect(await digestDatabase(app.database)).toEqual(before);

  // The same walk finds what there is to find: the owner's rows, taken for a stranger's.
  const headers = { apikey: app.publishableKey(), Authorization: `Bearer ${owner.token}` };
  const found = await walkRest(rest, catalogue, { headers, userId: null });
  expect(found.map((finding) => finding.replace(/[?:].*/, ''))).toEqual(
    expect.arrayContaining([
      'GET public.credit_ledger',
      'GET public.task_details',
      'GET public.tasks',
      'POST public/rpc/read_pending_tasks',
    ]),
  );
});

test.each(['/api/workers', '/api/metrics'])(
  'without a CRON_SECRET %s is closed to everybody',
  async (path) => {
    for (const authorization of ['', 'Bearer ', 'Bearer undefined', 'Bearer null', `Bearer ${owner.token}`]) {
      const response = await fetch(app.url + path, { headers: { Authorization: authorization } });
      expect([response.status, await response.json()]).toMatchObject([
        503,
        { error: { code: 'not_configured' } },
      ]);
    }
  },
);

test('every answer says that nobody may frame it, guess its type or read it from elsewhere', async () => {
  const token = { Authorization: `Bearer ${owner.token}` };
  for (const path of [
    '/',
    '/nowhere',
    '/api/health',
    '/api/nowhere',
    '/icon.svg',
    '/auth/callback',
    `/api/images/${done}`,
  ]) {
    const ask = (headers = {}) =>
      fetch(app.url + path, { headers: { ...token, ...headers }, redirect: 'manual' });
    const { headers } = await ask();
    expect(Object.fromEntries(headers), path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers.has('x-powered-by'), path).toBe(false);
    expect(headers.has('strict-transport-security'), path).toBe(false);
    const secure = await ask({ 'X-Forwarded-Proto': 'https' });
    expect(secure.headers.get('strict-transport-security'), path).toMatch(/^max-age=\d{8}/);
    if (path.startsWith('/api'))
      expect(headers.get('content-security-policy'), path).toBe(
        "default-src 'none'; frame-ancestors 'none'; sandbox",
      );
  }
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GalleryResponse } from '@/lib/gallery/schema';
import type { BatchesResponse } from '@/lib/generation/schema';
import type { CountedTopic, Topic, TopicsResponse } from '@/lib/topics/schema';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { balance, ended, generate, poll, until } from '@/tests/support/follow';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';
import { waitUntil } from '@/tests/support/wait-until';

let gemini: GeminiServer;
let app: AppOnPostgres;
let account: Account;
let stranger: Account;

beforeAll(async () => {
  gemini = await startGeminiServer();
  app = await startAppOnPostgres({
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    GEMINI_TEXT_MODEL: 'a-text-model',
    TASK_SWEEP_SECONDS: '1',
    RATE_LIMIT_PER_MINUTE: '1000',
  });
  gemini.setBehaviour({ kind: 'ok', side: 64 });
  [account, stranger] = [await signUp(app), await signUp(app)];
});
afterAll(async () => {
  await app.close();
  await gemini.close();
});

async function call<T>(
  who: Account,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) {
  const response = await who.api(method, path, body, headers);
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
}

interface Refused {
  error: { code: string; details?: Record<string, string> };
}

test('the first generation opens a topic, and its title comes in the background, in the language of the person', async () => {
  const newTopicId = randomUUID();
  const asked = { prompt: 'um farol sobre a neblina do mar', newTopicId };
  const accepted = await call<{ topicId: string; taskId: string }>(
    account,
    'POST',
    '/api/generate-image',
    asked,
    {
      'Accept-Language': 'pt-BR',
    },
  );
  expect([accepted.status, accepted.body.topicId]).toEqual([202, newTopicId]);
  await until(account, accepted.body.taskId, ended);
  const topic = async () => (await call<CountedTopic>(account, 'GET', `/api/topics/${newTopicId}`)).body;
  await waitUntil('the topic has its title', async () => (await topic()).titledBy === 'model');
  expect(await topic()).toMatchObject({
    title: 'On um farol sobre',
    coverUrl: `/api/images/${accepted.body.taskId}?variant=thumb`,
    counts: { pictures: 1, batches: 1, open: 0 },
  });
  expect(gemini.titles).toMatchObject([{ prompt: asked.prompt }]);
  expect(gemini.titles[0]?.instruction).toContain('Brazilian Portuguese');
  const [task] = await app.database`select id, price from public.tasks where kind = 'title'`;
  expect(task?.price).toBe(0);
  expect((await call(account, 'GET', `/api/jobs/${task?.id}`)).body).toMatchObject({
    ...{ id: task?.id, kind: 'title', status: 'completed', progress: 1 },
    result: { topicId: newTopicId },
  });
  expect((await call(stranger, 'GET', `/api/jobs/${task?.id}`)).status).toBe(404);
  expect(await balance(account)).toBe(996);
  const { topics } = (await call<TopicsResponse>(account, 'GET', '/api/topics')).body;
  expect(topics.map(({ id }) => id)).toEqual([newTopicId]);
  const { batches } = (await call<BatchesResponse>(account, 'GET', `/api/batches?topicId=${newTopicId}`))
    .body;
  expect(batches.map(({ topicId }) => topicId)).toEqual([newTopicId]);
});

test("the task of a title, open or ended, is nobody's picture: canceling it and all its like is 404 and changes nothing", async () => {
  const titles = () => app.database`select * from public.tasks where kind = 'title' order by id`;
  await app.database`
    insert into public.tasks (id, user_id, kind, status, price, payload, stats_key, attempts, max_attempts, retry_delays, lease_seconds,
                              lease_token, lease_expires_at, run_after, started_at)
    values (gen_random_uuid(), ${account.id}, 'title', 'processing', 0, '{}', 'x', 1, 4, '{5,10,20}', 600,
            gen_random_uuid(), clock_timestamp() + interval '600 seconds', clock_timestamp(), clock_timestamp())`;
  const before = await titles();
  expect(before.length).toBeGreaterThan(1);
  for (const { id } of before)
    for (const [method, path] of [
      ['POST', `/api/generate-image/${id}/cancel`],
      ['POST', `/api/generate-image/${id}/retry`],
      ['DELETE', `/api/images/${id}`],
      ['POST', `/api/images/${id}/restore`],
      ['GET', `/api/images/${id}`],
    ] as const)
      expect((await call(account, method, path)).status, `${method} ${path}`).toBe(404);
  expect(await titles()).toEqual(before);
  await app.database`delete from public.tasks where kind = 'title' and status = 'processing'`;
});

test('a topic is made, renamed and read by its owner alone', async () => {
  const id = randomUUID();
  const made = await call<Topic>(account, 'POST', '/api/topics', { id });
  expect(made).toMatchObject({ status: 201, body: { id, title: null, titledBy: 'prompt', coverUrl: null } });
  expect((await call(account, 'POST', '/api/topics', { id })).status).toBe(201);
  expect((await call(account, 'PATCH', `/api/topics/${id}`, { title: '  Logo ideas ' })).body).toMatchObject({
    ...{ title: 'Logo ideas', titledBy: 'person' },
  });
  expect((await call(stranger, 'POST', '/api/topics', { id })).status).toBe(409);
  for (const [method, body] of [['GET'], ['PATCH', { title: 'Mine' }], ['DELETE']] as const)
    expect(await call<Refused>(stranger, method, `/api/topics/${id}`, body)).toMatchObject({
      ...{ status: 404, body: { error: { code: 'not_found' } } },
    });
  for (const title of ['', '   ', 'x'.repeat(101), 'a\u0000b', 7])
    expect(await call<Refused>(account, 'PATCH', `/api/topics/${id}`, { title })).toMatchObject({
      ...{
        status: 400,
        body: { error: { code: 'invalid_request', details: { title: expect.any(String) } } },
      },
    });
  expect((await call(account, 'DELETE', `/api/topics/${id}`)).status).toBe(204);
  expect((await call(account, 'GET', `/api/topics/${id}`)).status).toBe(404);
});

test('deleting a topic with running tasks leaves no row, no file and no charge without picture', async () => {
  const owner = await signUp(app);
  const { body: topic } = await call<Topic>(owner, 'POST', '/api/topics', { title: 'To go' });
  const done = await generate(owner, { topicId: topic.id });
  await until(owner, done.taskId, ended);
  // Its other sizes are made when they are asked for.
  await owner.api('GET', `/api/images/${done.taskId}?variant=preview`);
  const before = gemini.requests.length;
  gemini.hold();
  const open = await generate(owner, {
    topicId: topic.id,
    count: 4,
    prompt: 'still open',
    referenceIds: [done.taskId],
  });
  const waiting = await generate(owner, { topicId: topic.id, count: 2, prompt: 'in line' });
  await gemini.received(before + 4);
  const calls = gemini.requests.slice(before);
  const counts = (await call<CountedTopic>(owner, 'GET', `/api/topics/${topic.id}`)).body.counts;
  expect(counts).toEqual({ pictures: 1, batches: 3, open: 6 });

  expect((await call(owner, 'DELETE', `/api/topics/${topic.id}`)).status).toBe(204);
  await Promise.all(calls.map(({ closed }) => closed));
  expect(calls.map(({ aborted }) => aborted)).toEqual([true, true, true, true]);
  gemini.release();
  expect(await balance(owner)).toBe(996);
  for (const taskId of [done.taskId, ...open.taskIds, ...waiting.taskIds])
    await expect(poll(owner, taskId)).rejects.toThrow('404');
  expect((await owner.api('GET', `/api/images/${done.taskId}`)).status).toBe(404);

  await app.database`update private.object_purges set due_at = clock_timestamp() where user_id = ${owner.id}`;
  await app.database`update public.generation_requests set created_at = created_at - interval '61 seconds' where user_id = ${owner.id}`;
  const tables = [
    'topics',
    'batches',
    'tasks',
    'task_attempts',
    'generated_images',
    'generation_requests',
    'batch_references',
  ];
  const left = async () => {
    const [rows] = await app.database.unsafe(
      `select ${tables
        .filter((table) => table !== 'task_attempts')
        .map((table) => `(select count(*) from public.${table} where user_id = '${owner.id}')`)
        .join(' + ')} + (select count(*) from private.object_purges where user_id = '${owner.id}')
        + (select count(*) from storage.objects where name like '${owner.id}/%')
        + (select count(*) from public.task_attempts a where not exists (select from public.tasks t where t.id = a.task_id)) as count`,
    );
    return Number(rows?.count);
  };
  await waitUntil('no row and no file is left', async () => (await left()) === 0);
});

test('a topic or reference that is somebody else’s or was deleted is refused in words, and nothing is charged', async () => {
  const { body: topic } = await call<Topic>(account, 'POST', '/api/topics', {});
  const { taskId } = await generate(account);
  await until(account, taskId, ended);
  const before = [await balance(account), await balance(stranger)];
  const ask = (who: Account, request: Record<string, unknown>) =>
    call<Refused>(who, 'POST', '/api/generate-image', { prompt: 'x', ...request });
  expect(await ask(stranger, { topicId: topic.id })).toMatchObject({
    ...{ status: 404, body: { error: { code: 'not_found', details: { topicId: expect.any(String) } } } },
  });
  const gone = { status: 404, body: { error: { details: { referenceIds: expect.any(String) } } } };
  expect(await ask(stranger, { referenceIds: [taskId] })).toMatchObject(gone);
  expect((await ask(stranger, { parentId: taskId })).status).toBe(404);
  expect((await ask(stranger, { newTopicId: topic.id })).status).toBe(404);
  await call(account, 'DELETE', `/api/topics/${topic.id}`);
  await call(account, 'DELETE', `/api/images/${taskId}`);
  expect((await ask(account, { topicId: topic.id })).status).toBe(404);
  expect(await ask(account, { referenceIds: [taskId] })).toMatchObject(gone);
  expect((await ask(account, { topicId: randomUUID(), newTopicId: randomUUID() })).status).toBe(400);
  expect([await balance(account), await balance(stranger)]).toEqual(before);
});

test('a search that is too long, SQL or signs, and a cursor that was tampered with: a clear answer, nothing shown', async () => {
  const refused = (details: object) => ({
    status: 400,
    body: { error: { code: 'invalid_request', details } },
  });
  const list = (query: string) => call<GalleryResponse & Refused>(account, 'GET', `/api/gallery?${query}`);
  expect((await list('')).body.tasks.length).toBeGreaterThan(0);
  expect(await list(`q=${'a'.repeat(2000)}`)).toMatchObject(refused({ q: 'is longer than 200 characters' }));
  for (const q of ["'; drop table public.tasks; --", "' or '1'='1", '🚀🦊', '%_*', '((((', '!!! & |', '\\'])
    expect(await list(`q=${encodeURIComponent(q)}`), q).toMatchObject({
      status: 200,
      body: { tasks: [], nextCursor: null, total: 0, slots: 0 },
    });
  const { nextCursor } = (await list('limit=1')).body;
  const tampered = [
    `x${nextCursor}`,
    'WyJ4Il0',
    Buffer.from('[-1]').toString('base64url'),
    '%00',
    'a'.repeat(501),
  ];
  for (const cursor of tampered)
    expect(await list(`cursor=${cursor}`), cursor).toMatchObject(refused({ cursor: expect.any(String) }));
  for (const query of [
    'limit=0',
    'limit=101',
    'sort=up',
    'from=yesterday',
    'topicId=1',
    'sha256=1',
    'favourite=yes',
  ])
    expect((await list(query)).status, query).toBe(400);
  expect((await list(`topicId=${randomUUID()}`)).body.tasks).toEqual([]);
});

test('several pictures at once: all or none, and a stranger’s are as if they did not exist', async () => {
  const { taskIds } = await generate(account, { count: 2 });
  for (const taskId of taskIds) await until(account, taskId, ended);
  const bulk = (who: Account, body: object) =>
    call<GalleryResponse & Refused>(who, 'POST', '/api/images/bulk', body);
  const marked = await bulk(account, { ids: taskIds, action: 'favourite' });
  expect(marked.body.tasks.map(({ images }) => images[0]?.favourite)).toEqual([true, true]);
  const { status, body } = await call<{ images: { favourite: boolean }[] }>(
    account,
    'PATCH',
    `/api/images/${taskIds[0]}`,
    {
      favourite: false,
    },
  );
  expect([status, body.images[0]?.favourite]).toEqual([200, false]);
  const favourites = (await call<GalleryResponse>(account, 'GET', '/api/gallery?favourite=1')).body.tasks;
  expect(favourites.map(({ taskId }) => taskId)).toEqual([taskIds[1]]);
  for (const action of ['favourite', 'delete', 'restore'])
    expect((await bulk(stranger, { ids: taskIds, action })).status, action).toBe(404);
  expect((await bulk(account, { ids: [...taskIds, randomUUID()], action: 'delete' })).status).toBe(404);
  const { body: topic } = await call<Topic>(account, 'POST', '/api/topics', { title: 'Kept' });
  const moved = await bulk(account, { ids: taskIds, action: 'move', topicId: topic.id });
  expect(moved.body.tasks.map(({ topicId }) => topicId)).toEqual([topic.id, topic.id]);
  const deleted = await bulk(account, { ids: taskIds, action: 'delete' });
  expect(deleted.body.tasks.map(({ images }) => images)).toEqual([[], []]);
  const restored = await bulk(account, { ids: taskIds, action: 'restore' });
  expect(restored.body.tasks.map(({ images }) => images.length)).toEqual([1, 1]);
  for (const bad of [
    { ids: [], action: 'delete' },
    { ids: Array.from({ length: 501 }, () => randomUUID()), action: 'delete' },
    { ids: taskIds, action: 'move' },
    { ids: taskIds, action: 'delete', topicId: topic.id },
    { ids: taskIds, action: 'sell' },
    { ids: ['x'], action: 'delete' },
  ])
    expect((await bulk(account, bad)).status).toBe(400);
});

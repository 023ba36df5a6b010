import { spawnSync } from 'node:child_process';
import { hash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@supabase/supabase-js';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectKeys } from '@/lib/storage/object-key';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { ended, generate, until } from '@/tests/support/follow';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';
import { groupMemory } from '@/tests/support/group-memory';
import { openZip } from '@/tests/support/read-zip';
import { refusal } from '@/tests/support/refusal';
import { seedPictures } from '@/tests/support/seed-pictures';
import { sessionCookies } from '@/tests/support/session-cookies';
import { waitUntil } from '@/tests/support/wait-until';

const MB = 1024 * 1024;
const today = () => new Date().toISOString().slice(0, 10);

let gemini: GeminiServer;
let app: AppOnPostgres;
let owner: Account;
let stranger: Account;

beforeAll(async () => {
  gemini = await startGeminiServer();
  app = await startAppOnPostgres({
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    TASK_SWEEP_SECONDS: '1',
  });
  [owner, stranger] = [await signUp(app), await signUp(app)];
});
afterAll(async () => {
  await app.close();
  await gemini.close();
});

const bucket = () =>
  createClient(app.supabaseUrl, app.secretKey, { auth: { persistSession: false } }).storage.from(
    'generations',
  );

async function make(prompt: string, request: Record<string, unknown> = {}) {
  const { batchId, taskIds } = await generate(owner, { prompt, ...request });
  return { batchId, tasks: await Promise.all(taskIds.map((id) => until(owner, id, ended))) };
}

const bytesOf = async (path: string, account = owner) =>
  Buffer.from(await (await account.api('GET', path)).arrayBuffer());

test('the ZIP of a batch of 4 opens anywhere, has the very bytes of the provider, and says how to make them again', async () => {
  const settings = { aspectRatio: '16:9', imageSize: '1K', seed: 7, negativePrompt: 'ships' };
  const { batchId, tasks } = await make('Um farol à noite', { ...settings, count: 4 });
  const again = await owner.api('POST', `/api/generate-image/${tasks[1]?.taskId}/retry`);
  const { taskId: newer } = (await again.json()) as { taskId: string };
  await until(owner, newer, ended);

  const { bytes, files, manifest, disposition } = await openZip(
    await owner.api('GET', `/api/batches/${batchId}/download`),
  );
  expect(disposition).toBe(
    `attachment; filename="um-farol-a-noite-${today()}.zip"; filename*=UTF-8''um-farol-%C3%A0-noite-${today()}.zip`,
  );
  const seeds = manifest.pictures.map(({ seed }) => seed);
  expect(files.map(({ name }) => name)).toEqual([
    `01-um-farol-à-noite-${seeds[0]}.png`,
    `02-um-farol-à-noite-${seeds[1]}.png`,
    `02-v2-um-farol-à-noite-${seeds[2]}.png`,
    `03-um-farol-à-noite-${seeds[3]}.png`,
    `04-um-farol-à-noite-${seeds[4]}.png`,
  ]);
  const sent = gemini.requests.filter(({ prompt }) => prompt.startsWith('Um farol'));
  expect(files.map(({ content }) => hash('sha256', content)).sort()).toEqual(
    sent.map((request) => request.sha256).sort(),
  );
  const ids = [tasks[0]?.taskId, tasks[1]?.taskId, newer, tasks[2]?.taskId, tasks[3]?.taskId];
  expect(manifest.pictures.map(({ taskId }) => taskId)).toEqual(ids);
  for (const picture of manifest.pictures)
    expect(picture).toMatchObject({
      batchId,
      prompt: 'Um farol à noite',
      model: 'gemini-nano-banana-2.1',
      settings,
      width: 1376,
      height: 768,
      mimeType: 'image/png',
      finishedAt: expect.any(String),
    });

  const folder = mkdtempSync(join(tmpdir(), 'darkroom-zip-'));
  try {
    writeFileSync(join(folder, 'batch.zip'), bytes);
    const { status, stdout, error } = spawnSync('unzip', ['-t', join(folder, 'batch.zip')], {
      encoding: 'utf8',
    });
    // A machine may have no unzip; another program has read every byte above.
    if (!error) expect([status, stdout]).toEqual([0, expect.stringContaining('No errors detected')]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a derivative says that a model made it and how; the original stays as the provider sent it', async () => {
  const { tasks } = await make('A <fox> & "friends" 🦊', { aspectRatio: '16:9', imageSize: '2K', seed: 5 });
  const url = tasks[0]?.images[0]?.url ?? '';
  const request = gemini.requests.find(({ prompt }) => prompt.startsWith('A <fox>'));
  expect(hash('sha256', await bytesOf(url))).toBe(request?.sha256);
  for (const [variant, width, height] of [
    ['thumb', 512, 286],
    ['preview', 1280, 714],
  ] as const) {
    const response = await owner.api('GET', `${url}?variant=${variant}`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${tasks[0]?.taskId}-${variant}"`,
    });
    const { xmpAsString = '', ...seen } = await sharp(await response.arrayBuffer()).metadata();
    expect([seen.width, seen.height], variant).toEqual([width, height]);
    expect(xmpAsString).toContain('newscodes/digitalsourcetype/trainedAlgorithmicMedia"');
    expect(xmpAsString).toContain('A &lt;fox&gt; &amp; &quot;friends&quot; 🦊</rdf:li>');
    expect(xmpAsString).toMatch(
      /:generation>\{.*&quot;aspectRatio&quot;:&quot;16:9&quot;.*&quot;seed&quot;:5\}</,
    );
  }
  const smaller = (await make('A small fox', { model: 'gemini-3.1-flash-image', imageSize: '512' })).tasks[0]
    ?.images[0];
  const preview = await sharp(await bytesOf(`${smaller?.url}?variant=preview`)).metadata();
  expect([preview.width, preview.height]).toEqual([512, 512]);
});

test('many previews that are asked for at once are each made, and kept until the picture is deleted', async () => {
  const { tasks } = await make('A heron', { count: 4 });
  const ids = tasks.map(({ taskId }) => taskId);
  const answers = await Promise.all(
    ids.flatMap((id) =>
      Array.from({ length: 5 }, () => owner.api('GET', `/api/images/${id}?variant=preview`)),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  const sizes = await Promise.all(
    answers.map(async (answer) => (await sharp(await answer.arrayBuffer()).metadata()).width),
  );
  expect(sizes).toEqual(Array(20).fill(1024));
  const objects = () => app.database`
    select name from storage.objects where name like any (${ids.map((id) => `${owner.id}/${id}/%`)}) order by name`;
  expect(await objects()).toHaveLength(12);
  for (const id of ids) expect((await owner.api('DELETE', `/api/images/${id}`)).status).toBe(204);
  expect((await owner.api('GET', `/api/images/${ids[0]}?variant=preview`)).status).toBe(404);
  await app.database`update private.object_purges set due_at = clock_timestamp()`;
  await waitUntil('all previews are removed', async () => (await objects()).length === 0);
});

test('deleted and unfinished pictures are not in a ZIP, and without any there is none', async () => {
  const { batchId, tasks } = await make('A crane', { count: 2 });
  const [first, second] = tasks.map(({ taskId }) => taskId);
  await owner.api('DELETE', `/api/images/${first}`);
  const { manifest } = await openZip(await owner.api('GET', `/api/batches/${batchId}/download`));
  expect(manifest.pictures.map(({ taskId }) => taskId)).toEqual([second]);
  const both = await openZip(await owner.api('GET', `/api/images/download?ids=${first},${second}`));
  expect(both.manifest.pictures).toHaveLength(1);
  await owner.api('DELETE', `/api/images/${second}`);
  for (const path of [`/api/batches/${batchId}/download`, `/api/images/download?ids=${first},${second}`])
    expect(await refusal(await owner.api('GET', path)), path).toMatchObject({
      status: 404,
      code: 'not_found',
    });

  gemini.hold();
  const open = await generate(owner, { prompt: 'Not there yet' });
  expect((await owner.api('GET', `/api/batches/${open.batchId}/download`)).status).toBe(404);
  gemini.release();
});

test("chosen pictures come in their order, by link, by JSON and by a form of our page; nobody else's do", async () => {
  const { tasks } = await make('A kite', { count: 2 });
  const other = await make('🪁', { seed: 3 });
  const ids = [other.tasks[0], tasks[1], tasks[0], tasks[1]].map((task) => task?.taskId ?? '');
  const expected = [/^01-picture-3\.png$/, /^02-a-kite-\d+\.png$/, /^03-a-kite-\d+\.png$/].map((name) =>
    expect.stringMatching(name),
  );
  const jar = await sessionCookies(app, owner);
  const Cookie = jar.map(({ name, value }) => `${name}=${value}`).join('; ');
  const form = (headers: Record<string, string>) =>
    fetch(`${app.url}/api/images/download`, {
      method: 'POST',
      body: new URLSearchParams({ ids: ids.join(',') }),
      headers: { Cookie, ...headers },
    });
  for (const answer of [
    owner.api('GET', `/api/images/download?ids=${ids.join(',')}`),
    owner.api('POST', '/api/images/download', { ids }),
    form({ Origin: app.url }),
  ]) {
    const { files, disposition } = await openZip(await answer);
    expect(files.map(({ name }) => name)).toEqual(expected);
    expect(disposition).toBe(`attachment; filename="pictures-${today()}.zip"`);
  }
  const topic = await owner.api('POST', '/api/topics', { title: 'Logo ideas' });
  const { id: topicId } = (await topic.json()) as { id: string };
  const both = [await make('A bird', { topicId }), await make('A fish', { topicId })];
  const { disposition } = await openZip(
    await owner.api('GET', `/api/images/download?ids=${both.map(({ tasks }) => tasks[0]?.taskId).join(',')}`),
  );
  expect(disposition, 'of one topic').toBe(`attachment; filename="logo-ideas-${today()}.zip"`);
  expect((await form({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  expect(await refusal(await stranger.api('POST', '/api/images/download', { ids }))).toMatchObject({
    status: 404,
  });
});

const many = Array.from({ length: 501 }, () => randomUUID());

test.each([
  ['no ids', '', 400, { ids: 'is empty' }],
  ['no field', undefined, 400, { ids: expect.any(String) }],
  ['501 ids', many.join(','), 400, { ids: 'has more than 500 ids' }],
  ['a malformed id', `${randomUUID()},me`, 400, { 'ids.1': 'is not an id' }],
  ['an unknown id', randomUUID(), 404, undefined],
])('a download of %s is refused', async (_, ids, status, details) => {
  const query = ids === undefined ? '' : `?ids=${ids.length > 10_000 ? 'x,'.repeat(500) : ids}`;
  const asForm = (account: Account) =>
    fetch(`${app.url}/api/images/download`, {
      method: 'POST',
      body: new URLSearchParams(ids === undefined ? {} : { ids }),
      headers: { Authorization: `Bearer ${account.token}` },
    });
  expect(await refusal(await owner.api('GET', `/api/images/download${query}`))).toMatchObject({
    status,
    ...(details && !query.includes('x,') && { details }),
  });
  expect(await refusal(await asForm(owner))).toMatchObject({ status, ...(details && { details }) });
  const json = ids === undefined ? {} : { ids: ids === '' ? [] : ids.split(',') };
  expect(await refusal(await owner.api('POST', '/api/images/download', json))).toMatchObject({ status });
});

test('a batch that is not there or not mine has no ZIP', async () => {
  const { batchId } = await make('Mine');
  for (const [account, id] of [
    [owner, randomUUID()],
    [owner, 'me'],
    [stranger, batchId],
  ] as const)
    expect(await refusal(await account.api('GET', `/api/batches/${id}/download`))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
});

test('a ZIP that cannot be completed breaks off, so that nobody takes it for a whole one', async () => {
  const { batchId, tasks } = await make('Half of it', { count: 2 });
  await bucket().remove([objectKeys(owner.id, tasks[1]?.taskId ?? '').original]);
  const response = await owner.api('GET', `/api/batches/${batchId}/download`);
  expect(response.status).toBe(200);
  await expect(response.arrayBuffer()).rejects.toThrow();
});

test('200 pictures of 2 MB leave one after the other: the memory of the server stays flat', {
  timeout: 240_000,
}, async () => {
  const size = 2 * MB;
  const collector = await signUp(app);
  const ids = await seedPictures(app.database, collector.id, 200);
  const bytes = randomBytes(size);
  const left = ids.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const id of left) {
        const { original } = objectKeys(collector.id, id);
        const { error } = await bucket().upload(original, bytes, { contentType: 'image/png' });
        if (error) throw error;
      }
    }),
  );
  // What the server takes up for its first ZIP, however small, it keeps.
  await bytesOf(`/api/images/download?ids=${ids.slice(0, 20)}`, collector);

  const memory = [groupMemory(app.pid())];
  const response = await collector.api('POST', '/api/images/download', { ids });
  const reader = response.body?.getReader();
  let total = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const before = total;
    total += part.value.length;
    if (Math.floor(total / (16 * MB)) === Math.floor(before / (16 * MB))) continue;
    // As over a slow line: here a server that does not wait for its reader would run ahead.
    await wait(25);
    memory.push(groupMemory(app.pid()));
  }
  expect(total).toBeGreaterThan(200 * size);
  expect(total).toBeLessThan(200 * size + MB);
  const grown = memory.map((now) => Math.round((now - (memory[0] ?? 0)) / MB));
  expect(Math.max(...grown), `MB more than before: ${grown.join(' ')}`).toBeLessThan(130);
});

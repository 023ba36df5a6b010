import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { animatedPng } from '@/lib/images/testing/animated-png';
import { animatedWebp } from '@/lib/images/testing/animated-webp';
import { hugePng } from '@/lib/images/testing/huge-png';
import { uploadSchema } from '@/lib/uploads/schema';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { ended, generate, until } from '@/tests/support/follow';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';
import { refusal } from '@/tests/support/refusal';
import { sessionCookies } from '@/tests/support/session-cookies';
import { waitUntil } from '@/tests/support/wait-until';

const MB = 1024 * 1024;

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

const formOf = (...fields: [name: string, value: string | Uint8Array][]) => {
  const form = new FormData();
  for (const [name, value] of fields) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([new Uint8Array(value)], { type: 'image/png' }), 'picture.png');
  }
  return form;
};

const post = (body: BodyInit | null, headers: Record<string, string> = {}, account = owner) =>
  fetch(`${app.url}/api/upload`, {
    method: 'POST',
    body,
    headers: { Authorization: `Bearer ${account.token}`, ...headers },
  });

async function upload(file: Uint8Array, account = owner) {
  const response = await post(formOf(['file', file]), {}, account);
  expect(response.status, await response.clone().text()).toBe(201);
  return uploadSchema.parse(await response.json());
}

const bytesOf = async (path: string, account = owner) =>
  new Uint8Array(await (await account.api('GET', path)).arrayBuffer());

async function stored() {
  const [counts] = await app.database<Record<string, number>[]>`
    select (select count(*)::int from public.uploads) as uploads, (select count(*)::int from storage.objects) as objects,
           (select count(*)::int from private.object_purges) as purges`;
  return counts;
}

const picture = (width = 400, height = 300) =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#333',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });

const half = async (bytes: Promise<Buffer>) => (await bytes).subarray(0, (await bytes).length / 2);

test.each([
  ['a text file named .png', () => Buffer.from('not a picture'), /is not a PNG, JPEG or WebP picture/],
  ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /is not a PNG, JPEG or WebP/],
  ['a GIF', () => picture().gif().toBuffer(), /is not a PNG, JPEG or WebP picture/],
  ['an empty file', () => Buffer.alloc(0), /is not a PNG, JPEG or WebP picture/],
  ['a truncated JPEG', () => half(picture().jpeg().toBuffer()), /is damaged or incomplete/],
  ['an animated WebP', () => animatedWebp(), /is animated/],
  ['an animated PNG', () => animatedPng(3), /is animated/],
  ['1 × 1', () => picture(1, 1).png().toBuffer(), /1 × 1 pixels: each side needs at least 16/],
  ['30,000 × 30,000', () => hugePng(30_000), /30000 × 30000 pixels: 80 megapixels are the most/],
])('%s is refused with the reason', async (_, file, reason) => {
  const { status, code, details, message } = await refusal(await post(formOf(['file', await file()])));
  expect([status, code]).toEqual([400, 'invalid_request']);
  expect(details?.file).toMatch(reason);
  expect(message).toMatch(reason);
});

const good = () => picture().png().toBuffer();

test.each<[string, () => Promise<FormData>, string]>([
  ['no field', async () => formOf(), 'file'],
  ['no file', async () => formOf(['file', 'a text']), 'file'],
  ['another field only', async () => formOf(['picture', await good()]), 'picture'],
  ['another field too', async () => formOf(['file', await good()], ['__proto__', 'x']), '__proto__'],
  ['two files', async () => formOf(['file', await good()], ['file', await good()]), 'file'],
])('a form with %s is refused for it', async (_, form, field) => {
  const { status, details } = await refusal(await post(await form()));
  expect([status, Object.keys(details ?? {})]).toEqual([400, [field]]);
});

test.each([
  ['JSON', '{"file":"x"}', 'application/json', 415],
  ['the bytes alone', 'x', 'image/png', 415],
  ['a form of another kind', 'file=x', 'application/x-www-form-urlencoded', 415],
  ['a form without its boundary', '--x\r\n', 'multipart/form-data', 400],
  [
    'half a form',
    '--x\r\nContent-Disposition: form-data; name="file"',
    'multipart/form-data; boundary=x',
    400,
  ],
])('%s instead of a form is refused', async (_, body, type, status) => {
  expect(await refusal(await post(body, { 'Content-Type': type }))).toMatchObject({ status });
});

/** A JPEG followed by zeros, which belong to no picture. */
async function jpegOf(size: number): Promise<Buffer> {
  const jpeg = await picture().jpeg().toBuffer();
  return Buffer.concat([jpeg, Buffer.alloc(size - jpeg.length)]);
}

test.each([10 * MB + 1, 11 * MB, 20 * MB])('%i bytes are too many', async (size) => {
  const answer = await refusal(await post(formOf(['file', await jpegOf(size)])));
  expect(answer).toMatchObject({ status: 413, code: 'payload_too_large' });
  expect(answer.message).toContain('10 MB');
});

test('who is not signed in or comes from another site is refused', async () => {
  const form = formOf(['file', await good()]);
  expect((await fetch(`${app.url}/api/upload`, { method: 'POST', body: form })).status).toBe(401);
  const jar = await sessionCookies(app, owner);
  const Cookie = jar.map(({ name, value }) => `${name}=${value}`).join('; ');
  const send = (headers: Record<string, string>) =>
    fetch(`${app.url}/api/upload`, {
      method: 'POST',
      body: formOf(['x', 'y']),
      headers: { Cookie, ...headers },
    });
  expect((await send({ Origin: 'https://evil.example' })).status).toBe(403);
  expect((await send({ 'Sec-Fetch-Site': 'same-origin' })).status, 'of our own page').toBe(400);
});

test('of all this nothing was stored', async () => {
  expect(await stored()).toEqual({ uploads: 0, objects: 0, purges: 0 });
});

test('a file of exactly 10 MB is taken', async () => {
  expect(await upload(await jpegOf(10 * MB))).toMatchObject({ width: 400, height: 300 });
});

test('a photograph comes back upright and without a word of where it was made', async () => {
  const photograph = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#468' } })
    .jpeg()
    .withExif({ IFD0: { Make: 'camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">place</x:xmpmeta>')
    .withIccProfile('p3')
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const { id, url, width, height } = await upload(photograph);
  expect([url, width, height]).toEqual([`/api/images/${id}`, 1365, 2048]);

  const response = await owner.api('GET', `${url}?download=1`);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-disposition': `attachment; filename="reference-${new Date().toISOString().slice(0, 10)}.webp"`,
  });
  for (const [variant, size] of [
    ['original', [1365, 2048]],
    ['preview', [853, 1280]],
    ['thumb', [341, 512]],
  ] as const) {
    const bytes = await bytesOf(`${url}?variant=${variant}`);
    const { exif, xmp, icc, iptc, orientation, format, ...seen } = await sharp(bytes).metadata();
    expect([format, seen.width, seen.height], variant).toEqual(['webp', ...size]);
    expect([exif, xmp, icc, iptc, orientation], variant).toEqual(Array(5).fill(undefined));
  }
});

test("a stranger's upload looks like one that does not exist, and cannot be referred to", async () => {
  const { id } = await upload(await good());
  const ask = async (image: string, variant: string) => {
    const { requestId: _, ...rest } = (await refusal(
      await stranger.api('GET', `/api/images/${image}?variant=${variant}`),
    )) as { requestId?: string };
    return rest;
  };
  for (const variant of ['original', 'preview', 'thumb']) {
    const missing = await ask(randomUUID(), variant);
    expect(missing).toMatchObject({ status: 404, code: 'not_found' });
    expect(await ask(id, variant)).toEqual(missing);
  }
  const request = { prompt: 'x', referenceIds: [id] };
  expect((await stranger.api('POST', '/api/generate-image', request)).status).toBe(404);
});

test('what was uploaded reaches the provider as it is stored, in the order that was chosen', async () => {
  const [first, second] = [await upload(await good()), await upload(await picture(64, 64).jpeg().toBuffer())];
  const prompt = 'In the manner of these';
  const { taskId } = await generate(owner, { prompt, referenceIds: [second.id, first.id] });
  const task = await until(owner, taskId, ended);
  expect([task.status, task.settings.referenceIds]).toEqual(['completed', [second.id, first.id]]);
  const sent = gemini.requests.find((request) => request.prompt === prompt)?.references ?? [];
  expect(sent.map(({ mimeType }) => mimeType)).toEqual(['image/webp', 'image/webp']);
  for (const [index, { url }] of [second, first].entries())
    expect(sent[index]?.bytes.equals(await bytesOf(url)), url).toBe(true);
});

/** How many objects there are of this upload. */
async function objectsOf(id: string): Promise<number> {
  const [row] = await app.database<{ count: number }[]>`
    select count(*)::int as count from storage.objects where name like ${`%/${id}/%`}`;
  return row?.count ?? Number.NaN;
}

test('after 24 hours an upload that nothing uses is gone with all its copies, and one that is used stays', async () => {
  const [unused, used] = [await upload(await good()), await upload(await good())];
  await bytesOf(`${unused.url}?variant=preview`);
  expect(await objectsOf(unused.id)).toBe(3);
  await until(owner, (await generate(owner, { referenceIds: [used.id] })).taskId, ended);
  const planned = await app.database<{ id: string; hours: number }[]>`
    select task_id as id, round(extract(epoch from due_at - clock_timestamp()) / 3600)::int as hours
      from private.object_purges where task_id in (${unused.id}, ${used.id})`;
  expect([...planned]).toEqual([{ id: unused.id, hours: 24 }]);

  // As if the server had died before the bytes came.
  const begun = randomUUID();
  const image = app.database.json({ width: 64, height: 64, mimeType: 'image/webp' });
  await app.database`select public.begin_upload(${owner.id}, ${begun}, ${image})`;
  expect((await owner.api('GET', `/api/images/${begun}`)).status).toBe(404);
  expect(
    (await owner.api('POST', '/api/generate-image', { prompt: 'x', referenceIds: [begun] })).status,
  ).toBe(404);

  await app.database`update private.object_purges set due_at = clock_timestamp()`;
  const left = () => app.database`
    select from public.uploads u where not exists (select from public.batch_references where reference_id = u.id)`;
  await waitUntil('unused uploads are gone', async () => (await left()).length === 0);
  expect(await objectsOf(unused.id)).toBe(0);
  expect((await owner.api('GET', unused.url)).status).toBe(404);
  expect(
    (await owner.api('POST', '/api/generate-image', { prompt: 'x', referenceIds: [unused.id] })).status,
  ).toBe(404);
  expect(await objectsOf(used.id)).toBe(2);
  expect((await owner.api('GET', used.url)).status).toBe(200);
});

test('nobody hoards: with 200 unused ones no more are taken', async () => {
  await app.database`
    insert into public.uploads (id, user_id, width, height, mime_type)
    select gen_random_uuid(), ${stranger.id}, 64, 64, 'image/webp' from generate_series(1, 200)`;
  const response = await post(formOf(['file', await good()]), {}, stranger);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  const { status, message } = await refusal(response);
  expect(status).toBe(429);
  expect(message).toContain('uploads');
});

test('nobody makes everybody wait: after 60 in a minute the next one has to', async () => {
  const hasty = await signUp(app);
  const statuses: number[] = [];
  let response: Response;
  do {
    response = await post(formOf(['x', 'y']), {}, hasty);
    statuses.push(response.status);
  } while (response.status !== 429);
  expect(statuses.length).toBeGreaterThan(60);
  expect(Number(response.headers.get('retry-after'))).toBe(1);
  expect((await refusal(response)).message).toContain('uploads');
});

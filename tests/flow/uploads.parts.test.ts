import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PART_BYTES, type PartialUpload, partialUploadSchema } from '@/lib/uploads/schema';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { refusal } from '@/tests/support/refusal';
import { waitUntil } from '@/tests/support/wait-until';

const MB = 1024 * 1024;
/** Where Vercel ends the body of a request. */
const VERCEL_BODY = 4_500_000;

let app: AppOnPostgres;
let owner: Account;
let stranger: Account;

beforeAll(async () => {
  app = await startAppOnPostgres({ TASK_SWEEP_SECONDS: '1' });
  [owner, stranger] = [await signUp(app), await signUp(app)];
});
beforeEach(() => app.database`delete from private.throttles`);
afterAll(() => app.close());

/** A JPEG followed by zeros, which belong to no picture. */
async function jpegOf(size: number): Promise<Buffer> {
  const jpeg = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#468' } })
    .jpeg()
    .toBuffer();
  return Buffer.concat([jpeg, Buffer.alloc(size - jpeg.length)]);
}

const cut = (file: Buffer) =>
  Array.from({ length: Math.ceil(file.length / PART_BYTES) }, (_, part) =>
    file.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  );

async function send(bytes: Uint8Array, fields: Record<string, string | number>, account = owner) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  form.append('file', new Blob([new Uint8Array(bytes)]), 'picture.jpg');
  const request = new Request(`${app.url}/api/upload/parts`, {
    method: 'POST',
    body: form,
    headers: { Authorization: `Bearer ${account.token}` },
  });
  const body = new Uint8Array(await request.clone().arrayBuffer());
  if (bytes.length <= PART_BYTES) expect(body.length).toBeLessThan(VERCEL_BODY);
  return fetch(request);
}

async function sent(...args: Parameters<typeof send>): Promise<PartialUpload> {
  const response = await send(...args);
  expect(response.status, await response.clone().text()).toBe(200);
  return partialUploadSchema.parse(await response.json());
}

const objectsOf = (id: string) =>
  app.database<
    { name: string }[]
  >`select name from storage.objects where name like ${`%/${id}/%`} order by name`;

async function swept(id: string) {
  const rows = () => app.database`select from public.partial_uploads where id = ${id}`;
  await waitUntil(
    'its row and its objects are gone',
    async () => (await rows()).length === 0 && (await objectsOf(id)).length === 0,
  );
}

test('a file of 10 MB comes in parts, in any order and more than once, and becomes an upload like any other', async () => {
  const file = await jpegOf(10 * MB);
  const [first, second, third] = cut(file) as [Buffer, Buffer, Buffer];
  const { id, ...begun } = await sent(second, { part: 1, parts: 3 });
  expect(begun).toEqual({ parts: 3, received: [1], upload: null });
  expect(await sent(first, { id, part: 0, parts: 3 })).toMatchObject({ id, received: [0, 1], upload: null });
  expect(await sent(second, { id, part: 1, parts: 3 }), 'again').toMatchObject({ received: [0, 1] });
  const { upload } = await sent(third, { id, part: 2, parts: 3 });
  expect(upload).toMatchObject({ width: 400, height: 300 });
  expect(await sent(third, { id, part: 2, parts: 3 }), 'the answer was lost').toMatchObject({ upload });

  const picture = await owner.api('GET', upload?.url ?? '');
  expect(await sharp(await picture.arrayBuffer()).metadata()).toMatchObject({ format: 'webp', width: 400 });
  const planned = await app.database`
    select round(extract(epoch from due_at - clock_timestamp()) / 60)::int as minutes
      from private.object_purges where task_id = ${id}`;
  expect([...planned]).toEqual([{ minutes: 60 }]);
  await app.database`update private.object_purges set due_at = clock_timestamp() where task_id = ${id}`;
  await swept(id);
  expect((await owner.api('GET', upload?.url ?? '')).status).toBe(200);
});

test('one part is a whole file', async () => {
  const { upload, ...rest } = await sent(await jpegOf(1 * MB), {});
  expect(rest).toEqual({ id: upload?.id, parts: 1, received: [0] });
});

test('parts are nothing to see, to refer to or to add to for anybody else, and go when nobody sends the rest', async () => {
  const [first, second] = cut(await jpegOf(5 * MB)) as [Buffer, Buffer];
  const { id } = await sent(first, { parts: 2 });
  for (const account of [owner, stranger]) {
    for (const variant of ['original', 'preview', 'thumb'])
      expect((await account.api('GET', `/api/images/${id}?variant=${variant}`)).status).toBe(404);
    const request = { prompt: 'x', referenceIds: [id] };
    expect((await account.api('POST', '/api/generate-image', request)).status).toBe(404);
  }
  expect((await send(second, { id, part: 1, parts: 2 }, stranger)).status).toBe(404);
  expect((await objectsOf(id)).map(({ name }) => name)).toEqual([`${owner.id}/${id}/part-0`]);
  const planned = await app.database`
    select round(extract(epoch from due_at - clock_timestamp()) / 3600)::int as hours
      from private.object_purges where task_id = ${id}`;
  expect([...planned]).toEqual([{ hours: 24 }]);
  await app.database`update private.object_purges set due_at = clock_timestamp() where task_id = ${id}`;
  await swept(id);
  expect((await send(second, { id, part: 1, parts: 2 })).status).toBe(404);
  expect(await objectsOf(id)).toEqual([]);
});

test('what is put together is checked like any upload, and what is refused is given up', async () => {
  const half = Buffer.alloc(PART_BYTES, 'no picture');
  const { id } = await sent(half, { parts: 2 });
  expect(await refusal(await send(half, { id, part: 1, parts: 2 }))).toMatchObject({
    status: 400,
    code: 'invalid_request',
    details: { file: 'is not a PNG, JPEG or WebP picture' },
  });
  await swept(id);
});

test.each<[string, Record<string, string | number>, number, number, Record<string, unknown> | undefined]>([
  ['another file', { id: '11111111-1111-4111-8111-111111111111', part: 1, parts: 2 }, 10, 404, undefined],
  ['a malformed id', { id: 'me', part: 1, parts: 2 }, 10, 400, { id: 'is not an id' }],
  ['a part that is none of them', { part: 2, parts: 2 }, 10, 400, { part: 'is not one of the parts' }],
  ['six parts', { parts: 6 }, 10, 400, { parts: expect.any(String) }],
  ['no parts', { parts: 0 }, 10, 400, { parts: expect.any(String) }],
  ['a number that is none', { part: 'x', parts: 2 }, 10, 400, { part: expect.any(String) }],
  ['another field', { name: 'x' }, 10, 400, { name: 'is not a known field' }],
  ['more than 4 MiB', { parts: 2 }, PART_BYTES + 1, 413, undefined],
])('%s is refused', async (_, fields, size, status, details) => {
  expect(await refusal(await send(Buffer.alloc(size), fields))).toMatchObject({
    status,
    ...(details && { details }),
  });
});

test('a part that is there is not replaced, and the parts of a file stay as many', async () => {
  const { id } = await sent(Buffer.alloc(100, 'a'), { parts: 2 });
  for (const [content, parts] of [
    ['b', 2],
    ['a', 3],
  ] as const)
    expect(await refusal(await send(Buffer.alloc(100, content), { id, part: 0, parts }))).toMatchObject({
      status: 409,
      code: 'conflict',
    });
});

test('more than 10 MB in all are too many', async () => {
  const full = Buffer.alloc(PART_BYTES);
  const { id } = await sent(full, { parts: 3 });
  await sent(full, { id, part: 1, parts: 3 });
  expect(await refusal(await send(full, { id, part: 2, parts: 3 }))).toMatchObject({
    status: 413,
    code: 'payload_too_large',
  });
});

test('nobody hoards parts: with 200 uploads and files under way no more are taken, but what is there may be finished', async () => {
  const [first, second] = cut(await jpegOf(5 * MB)) as [Buffer, Buffer];
  const { id } = await sent(first, { parts: 2 }, stranger);
  await app.database`
    insert into public.partial_uploads (id, user_id, parts)
    select gen_random_uuid(), ${stranger.id}, 2 from generate_series(1, 199)`;
  expect((await send(first, { parts: 2 }, stranger)).status).toBe(429);
  expect((await send(first, {}, stranger)).status, 'a whole one').toBe(429);
  expect((await sent(second, { id, part: 1, parts: 2 }, stranger)).upload).not.toBeNull();
});

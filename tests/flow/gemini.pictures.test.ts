import { randomBytes } from 'node:crypto';
import pLimit from 'p-limit';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CATALOGUE, creditsPerImage, imageSizes } from '@/lib/providers/catalogue';
import { pictureSize } from '@/lib/providers/picture-size';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { balance, ended, generate, until } from '@/tests/support/follow';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';

let gemini: GeminiServer;
let app: TestApp;
let account: Account;

beforeAll(async () => {
  gemini = await startGeminiServer();
  app = await startApp({
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    SIGNUP_CREDITS: '100000',
    MAX_RUNNING_PER_USER: '8',
    GEMINI_MODEL_OVERRIDES: 'gemini-3-pro-image=gemini-3-pro-image-preview',
  });
  account = await signUp(app);
});
afterAll(async () => {
  await app.close();
  await gemini.close();
});

const sent = (prompt: string) => gemini.requests.filter((request) => request.prompt.startsWith(prompt));

test('health names the provider and never calls it', async () => {
  const health = await (await fetch(`${app.url}/api/health`)).json();
  expect(health).toMatchObject({ status: 'ok', provider: 'gemini', database: 'ok', storage: 'ok' });
  expect(gemini.requests).toEqual([]);
});

test("one picture is made of the provider's bytes, kept as they came, with a thumbnail", async () => {
  const { taskId, credits } = await generate(account, { prompt: 'One kite' });
  expect(credits).toEqual({ charged: 4, balance: 99_996 });
  const task = await until(account, taskId, ended);
  const [image] = task.images;
  expect(image).toMatchObject({
    id: taskId,
    width: 1024,
    height: 1024,
    mimeType: 'image/png',
    url: `/api/images/${taskId}`,
  });

  const original = await account.api('GET', image?.url ?? '');
  const bytes = new Uint8Array(await original.arrayBuffer());
  const { width, height, format } = await sharp(bytes).metadata();
  expect([width, height, format]).toEqual([1024, 1024, 'png']);
  const headers = Object.fromEntries(original.headers);
  expect(headers).toMatchObject({
    'cache-control': 'private, max-age=31536000, immutable',
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
  });

  const same = await account.api('GET', image?.url ?? '', undefined, { 'If-None-Match': headers.etag ?? '' });
  expect(same.status).toBe(304);
  const part = await account.api('GET', image?.url ?? '', undefined, { Range: 'bytes=10-19' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${bytes.length}`]);
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(10, 20));
  expect((await account.api('GET', image?.url ?? '', undefined, { Range: 'bytes=999999999-' })).status).toBe(
    416,
  );
  const download = await account.api('GET', `${image?.url}?download=1`);
  expect(download.headers.get('content-disposition')).toBe(
    `attachment; filename="one-kite-${task.createdAt.slice(0, 10)}-${image?.seed}.png"`,
  );

  const thumb = await account.api('GET', image?.thumbUrl ?? '');
  const small = await sharp(new Uint8Array(await thumb.arrayBuffer())).metadata();
  expect([thumb.headers.get('content-type'), small.format, small.width]).toEqual(['image/webp', 'webp', 512]);
  expect(Buffer.from(image?.placeholder ?? '', 'base64').length).toBeGreaterThan(4);
});

test('four pictures of one prompt: four requests, four slots, four seeds that follow the asked one', async () => {
  const { taskIds, credits } = await generate(account, {
    prompt: 'Four kites',
    count: 4,
    seed: 7,
    negativePrompt: 'birds',
  });
  expect(credits.charged).toBe(16);
  const tasks = await Promise.all(taskIds.map((taskId) => until(account, taskId, ended)));
  expect(tasks.map((task) => [task.status, task.position, task.images[0]?.seed])).toEqual(
    [0, 1, 2, 3].map((position) => ['completed', position, 7 + position]),
  );
  const requests = sent('Four kites');
  expect(requests.map((request) => request.seed ?? 0).sort((a, b) => a - b)).toEqual([7, 8, 9, 10]);
  expect(requests[0]).toMatchObject({
    apiVersion: 'v1beta',
    apiKey: 'test-key',
    prompt: expect.stringContaining('birds'),
  });
});

test('a picture of mine is a reference for the next', async () => {
  const { taskId } = await generate(account, { prompt: 'The original' });
  await until(account, taskId, ended);
  const next = await generate(account, { prompt: 'The variation', referenceIds: [taskId] });
  expect((await until(account, next.taskId, ended)).status).toBe('completed');
  expect(sent('The variation').map((request) => request.parts)).toEqual([2]);
});

test('a picture above the limit of the storage says so after one attempt, and is bought once', async () => {
  const before = await balance(account);
  // As large as its pixels: noise is not compressed.
  const picture = await sharp(randomBytes(4300 * 4300 * 3), {
    raw: { width: 4300, height: 4300, channels: 3 },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  gemini.setBehaviour((request) => (request.prompt.includes('huge') ? { kind: 'ok', picture } : 'ok'));
  const { taskId } = await generate(account, { prompt: 'a huge kite' });
  const task = await until(account, taskId, ended);
  expect([task.status, task.error?.code, task.attempt]).toEqual(['failed', 'storage_failed', 1]);
  expect(task.error?.message).toContain('larger than it takes');
  expect(sent('a huge kite').length).toBe(1);
  expect(await balance(account)).toBe(before);
});

const offers = CATALOGUE.flatMap((model) =>
  model.aspectRatios.flatMap((aspectRatio) =>
    imageSizes(model).map((imageSize) => ({ model, aspectRatio, imageSize })),
  ),
);

test(`all ${offers.length} models, ratios and sizes that the catalogue offers are made as asked`, {
  timeout: 300_000,
}, async () => {
  // Large ones take the machine seconds; the squares come as large as they are asked for.
  const SIDE = 256;
  gemini.setBehaviour(({ aspectRatio }) => ({ kind: 'ok', ...(aspectRatio !== '1:1' && { side: SIDE }) }));
  const before = await balance(account);
  const make = async ({ model, aspectRatio, imageSize }: (typeof offers)[number]) => {
    const prompt = `${model.id} ${aspectRatio} ${imageSize}`;
    const { taskId } = await generate(account, { prompt, model: model.id, aspectRatio, imageSize });
    const task = await until(account, taskId, ended);
    const { width = 0, height = 0 } = pictureSize(aspectRatio, imageSize) ?? {};
    const scale = aspectRatio === '1:1' ? 1 : SIDE / Math.max(width, height);
    expect([task.status, task.images[0]?.width, task.images[0]?.height], prompt).toEqual([
      'completed',
      Math.round(width * scale),
      Math.round(height * scale),
    ]);
    const gotId = model.id === 'gemini-3-pro-image' ? 'gemini-3-pro-image-preview' : model.id;
    expect(sent(prompt)[0], prompt).toMatchObject({ model: gotId, aspectRatio, imageSize });
    return creditsPerImage(model, imageSize) ?? Number.NaN;
  };
  const sideBySide = pLimit(4);
  const prices = await Promise.all(offers.map((offer) => sideBySide(() => make(offer))));
  expect(before - (await balance(account))).toBe(prices.reduce((sum, price) => sum + price, 0));
});

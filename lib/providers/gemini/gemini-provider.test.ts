import { HttpResponse, http } from 'msw/http';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CATALOGUE, imageSizes } from '@/lib/providers/catalogue';
import type { ImageRequest } from '@/lib/providers/contract';
import { createGeminiProvider } from './gemini-provider';

const ENDPOINT = 'https://generativelanguage.googleapis.com/:version/models/:call';
const PICTURE = Buffer.from('the bytes of a picture');
const picture = {
  candidates: [
    {
      finishReason: 'STOP',
      content: { parts: [{ inlineData: { mimeType: 'image/png', data: PICTURE.toString('base64') } }] },
    },
  ],
};

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
beforeEach(() => {
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', '');
  vi.stubEnv('GOOGLE_GENAI_USE_VERTEXAI', '');
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const provider = (modelIds: Record<string, string> = {}) =>
  createGeminiProvider({ apiKey: 'a-key', apiVersion: 'v1beta', modelIds });

const wish: ImageRequest = {
  owner: 'somebody',
  model: 'gemini-nano-banana-2.1',
  prompt: 'a lighthouse above a sea of fog',
  aspectRatio: '16:9',
  imageSize: '2K',
  references: [],
};

const live = () => new AbortController().signal;

interface Seen {
  url: string;
  key: string | null;
  body: unknown;
}

function record(): Seen[] {
  const seen: Seen[] = [];
  server.use(
    http.post(ENDPOINT, async ({ request }) => {
      seen.push({
        url: request.url,
        key: request.headers.get('x-goog-api-key'),
        body: await request.json(),
      });
      return HttpResponse.json(picture);
    }),
  );
  return seen;
}

describe('what is sent to Gemini', () => {
  it('is one picture in its words, with the key in a header and the version in the address', async () => {
    const seen = record();
    await expect(provider().generate(wish, live())).resolves.toEqual({
      bytes: PICTURE,
      mimeType: 'image/png',
    });
    expect(seen).toEqual([
      {
        url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-nano-banana-2.1:generateContent',
        key: 'a-key',
        body: {
          contents: [{ role: 'user', parts: [{ text: wish.prompt }] }],
          generationConfig: {
            responseModalities: ['IMAGE'],
            imageConfig: { aspectRatio: '16:9', imageSize: '2K' },
          },
        },
      },
    ]);
  });

  it('holds seed, negative prompt as a sentence, and references before the text', async () => {
    const seen = record();
    const reference = {
      id: '11111111-1111-4111-8111-111111111111',
      bytes: Buffer.from('a reference'),
      mimeType: 'image/webp',
    };
    await provider().generate(
      { ...wish, seed: 0, negativePrompt: 'people, text', references: [reference] },
      live(),
    );
    expect(seen[0]?.body).toMatchObject({
      contents: [
        {
          parts: [
            { inlineData: { mimeType: 'image/webp', data: Buffer.from('a reference').toString('base64') } },
            { text: `${wish.prompt}\n\nThe picture must not show any of this: people, text` },
          ],
        },
      ],
      generationConfig: { seed: 0 },
    });
  });

  it('names the model that a setting puts in place of the catalogue id', async () => {
    const seen = record();
    await provider({ [wish.model]: 'gemini-next' }).generate(wish, live());
    expect(seen[0]?.url).toMatch(/models\/gemini-next:generateContent$/);
  });

  it.each(
    CATALOGUE.flatMap((model) =>
      model.aspectRatios.flatMap((aspectRatio) =>
        imageSizes(model).map((imageSize) => ({ model: model.id, aspectRatio, imageSize })),
      ),
    ),
  )('asks for $model $aspectRatio $imageSize', async ({ model, aspectRatio, imageSize }) => {
    const seen = record();
    await provider().generate({ ...wish, model, aspectRatio, imageSize }, live());
    expect(seen[0]?.url).toContain(`/models/${model}:generateContent`);
    expect(seen[0]?.body).toMatchObject({ generationConfig: { imageConfig: { aspectRatio, imageSize } } });
  });
});

describe('what comes back as an error', () => {
  const answering = (status: number, body: string, type = 'application/json; charset=UTF-8') =>
    server.use(
      http.post(ENDPOINT, () => new HttpResponse(body, { status, headers: { 'content-type': type } })),
    );
  const rpcError = (code: number, details: unknown[] = []) =>
    JSON.stringify({ error: { code, message: 'in words', status: 'SOME_STATUS', details } });
  const info = (reason: string) => ({ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason });

  it.each([
    [400, rpcError(400), 'invalid_request', false],
    [400, rpcError(400, [info('API_KEY_INVALID')]), 'provider_auth', false],
    [401, rpcError(401), 'provider_auth', false],
    [403, rpcError(403), 'provider_auth', false],
    [404, rpcError(404), 'invalid_request', false],
    [408, rpcError(408), 'provider_timeout', true],
    [413, '<html>too large</html>', 'invalid_request', false],
    [429, rpcError(429), 'provider_quota', true],
    [499, rpcError(499), 'provider_unavailable', true],
    [500, rpcError(500), 'provider_unavailable', true],
    [502, '<html>bad gateway</html>', 'provider_unavailable', true],
    [503, rpcError(503), 'provider_unavailable', true],
    [503, '{"error": {"code": 5', 'provider_unavailable', true],
    [504, rpcError(504), 'provider_timeout', true],
  ])('%i %s → %s', async (status, body, code, retryable) => {
    let calls = 0;
    answering(status, body, body.startsWith('<') ? 'text/html' : undefined);
    server.events.on('request:start', () => {
      calls++;
    });
    await expect(provider().generate(wish, live())).rejects.toMatchObject({
      name: 'TaskError',
      code,
      retryable,
    });
    expect(calls, 'the SDK must not retry by itself').toBe(1);
    server.events.removeAllListeners();
  });

  it.each([
    ['half an answer', '{"candidates": [{"content": {"parts": [{"inlineData": {"data": "iVBOR'],
    ['no JSON', '<html>hello</html>'],
    ['nothing', ''],
    ['null', 'null'],
    ['another shape', '{"candidates": "many"}'],
  ])('%s with status 200 → provider_unavailable', async (_, body) => {
    answering(200, body);
    await expect(provider().generate(wish, live())).rejects.toMatchObject({
      code: 'provider_unavailable',
      retryable: true,
    });
  });

  it.each([
    [400, rpcError(400, [info('API_KEY_INVALID')]), 'provider_auth', false],
    [429, rpcError(429), 'provider_quota', true],
    [503, `[${rpcError(503)}]`, 'provider_unavailable', true],
    [400, JSON.stringify({ error: { code: 400, status: 'FAILED_PRECONDITION' } }), 'provider_auth', false],
    ['no code', '{"error": "overloaded"}', 'provider_unavailable', true],
    ['another code', '{"error": {"code": 200}, "candidates": []}', 'provider_unavailable', true],
  ])('an error (%s) with status 200 is that error', async (_, body, code, retryable) => {
    answering(200, body);
    await expect(provider().generate(wish, live())).rejects.toMatchObject({ code, retryable });
  });

  it('a connection that fails → provider_unavailable', async () => {
    server.use(http.post(ENDPOINT, () => HttpResponse.error()));
    await expect(provider().generate(wish, live())).rejects.toMatchObject({
      code: 'provider_unavailable',
      retryable: true,
    });
  });

  it('an answer without a picture → no_image', async () => {
    answering(200, '{"candidates": [{"finishReason": "NO_IMAGE"}]}');
    await expect(provider().generate(wish, live())).rejects.toMatchObject({
      code: 'no_image',
      retryable: false,
    });
  });
});

describe('abort', () => {
  it('stops the request and rejects with the reason of the signal', async () => {
    const arrived = Promise.withResolvers<AbortSignal>();
    server.use(
      http.post(ENDPOINT, ({ request }) => {
        arrived.resolve(request.signal);
        return new Promise<never>(() => undefined);
      }),
    );
    const controller = new AbortController();
    const reason = new Error('the attempt took too long');
    const result = provider().generate(wish, controller.signal);
    const seen = await arrived.promise;
    controller.abort(reason);
    await expect(result).rejects.toBe(reason);
    expect(seen.aborted).toBe(true);
  });

  it('before the start sends nothing', async () => {
    const seen = record();
    const reason = new Error('canceled');
    await expect(provider().generate(wish, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(seen).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { ApiError } from '@/lib/errors';
import { generateRequestSchema } from './request-schema';
import { resolveRequest } from './resolve-request';

const resolve = (request: Record<string, unknown>) =>
  resolveRequest(generateRequestSchema.parse({ prompt: 'x', ...request }));

test('defaults are the first model, square, 1K, one picture', () => {
  expect(resolve({})).toEqual({
    prompt: 'x',
    model: 'gemini-nano-banana-2.1',
    count: 1,
    topicId: null,
    opensTopic: false,
    parentId: null,
    price: 4,
    settings: { aspectRatio: '1:1', imageSize: '1K' },
  });
});

test('settings keep what was said and nothing else', () => {
  const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];
  const { settings, price } = resolve({
    imageSize: '4K',
    seed: 0,
    negativePrompt: ' ',
    referenceIds: [a, b, a],
  });
  expect([settings, price]).toEqual([
    { aspectRatio: '1:1', imageSize: '4K', seed: 0, referenceIds: [a, b] },
    10,
  ]);
});

test('every fault against the catalogue is named', () => {
  expect(() => resolve({ model: 'gemini-3-pro-image', aspectRatio: '8:1', imageSize: '512' })).toThrow(
    expect.objectContaining({
      constructor: ApiError,
      details: { aspectRatio: expect.stringContaining('16:9'), imageSize: 'must be one of 1K, 2K, 4K' },
    }),
  );
});

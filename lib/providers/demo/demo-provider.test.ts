import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ImageRequest } from '@/lib/providers/contract';
import { createDemoProvider } from './demo-provider';
import { SeededRandom } from './seeded-random';

const wish: ImageRequest = {
  owner: 'somebody',
  model: 'gemini-nano-banana-2.1',
  prompt: 'a lighthouse above a sea of fog',
  aspectRatio: '16:9',
  imageSize: '512',
  references: [],
};

const live = () => new AbortController().signal;
const quick = createDemoProvider({ durationMs: () => 0 });

it('gives the same picture for the same seed, and another each time without one', async () => {
  const [first, again, free, freeAgain] = await Promise.all([
    quick.generate({ ...wish, seed: 7 }, live()),
    quick.generate({ ...wish, seed: 7 }, live()),
    quick.generate(wish, live()),
    quick.generate(wish, live()),
  ]);
  expect(first).toEqual(again);
  expect(first.mimeType).toBe('image/png');
  expect(Buffer.compare(free.bytes, freeAgain.bytes)).not.toBe(0);
});

it('writes into the file that no model made it, from what, and how to make it again', async () => {
  const id = '11111111-1111-4111-8111-111111111111';
  const references = [{ id, bytes: new Uint8Array(8), mimeType: 'image/png' }];
  const { bytes } = await quick.generate({ ...wish, negativePrompt: 'ships', seed: 7, references }, live());
  const { xmpAsString = '' } = await sharp(bytes).metadata();
  expect(xmpAsString).toContain('xmp:CreatorTool="Darkroom demo"');
  expect(xmpAsString).toContain('digitalsourcetype/algorithmicMedia"');
  const settings = {
    aspectRatio: '16:9',
    imageSize: '512',
    seed: 7,
    negativePrompt: 'ships',
    referenceIds: [id],
  };
  const generation = { prompt: wish.prompt, model: wish.model, settings, seed: 7 };
  expect(xmpAsString).toContain(`>${JSON.stringify(generation).replaceAll('"', '&quot;')}<`);
});

it('refuses a size that it cannot draw', async () => {
  await expect(quick.generate({ ...wish, aspectRatio: '7:5' }, live())).rejects.toMatchObject({
    code: 'invalid_request',
    retryable: false,
  });
});

describe('time', () => {
  it('is 3 to 8 seconds, by prompt and seed', async () => {
    const started = performance.now();
    await createDemoProvider().generate({ ...wish, seed: 1 }, live());
    const seconds = (performance.now() - started) / 1000;
    expect(seconds).toBeGreaterThan(2.9);
    expect(seconds).toBeLessThan(9);
  }, 15_000);

  it('ends at once with the reason of the signal, while drawing or waiting', async () => {
    const slow = createDemoProvider({ durationMs: () => 60_000 });
    for (const afterMs of [0, 1500]) {
      const controller = new AbortController();
      const reason = new Error('canceled');
      setTimeout(() => controller.abort(reason), afterMs);
      await expect(slow.generate({ ...wish, seed: 7 }, controller.signal)).rejects.toBe(reason);
    }
  }, 10_000);

  it('starts nothing when already aborted', async () => {
    const reason = new Error('canceled');
    await expect(quick.generate(wish, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

it('SeededRandom is even, repeatable and independent by name', () => {
  const draws = (key: string) => {
    const random = new SeededRandom(key);
    return Array.from({ length: 2000 }, () => random.next());
  };
  expect(draws('one')).toEqual(draws('one'));
  expect(draws('one')).not.toEqual(draws('two'));
  const mean = draws('one').reduce((sum, value) => sum + value, 0) / 2000;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
});

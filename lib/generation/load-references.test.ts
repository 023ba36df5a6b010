import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { bytesPerReference, CATALOGUE, DEFAULT_MODEL, type ModelEntry } from '@/lib/providers/catalogue';
import type { ImageStore } from '@/lib/storage/supabase-store';
import { withReferences } from './load-references';

const MB = 1_000_000;
const live = () => new AbortController().signal;
const noise = (side: number) =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: '#333',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

let large: Buffer;
let small: Buffer;
beforeAll(async () => {
  large = await noise(2700).png({ compressionLevel: 1 }).toBuffer();
  small = await noise(300).webp().toBuffer();
}, 60_000);

/** A store that has these bytes under every key, and counts how often and how many at once they are read. */
function storeOf(bytes: () => Buffer) {
  const seen = { reads: 0, most: 0 };
  let now = 0;
  const read = async () => {
    seen.reads += 1;
    now += 1;
    seen.most = Math.max(seen.most, now);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    return bytes();
  };
  return { seen, store: { read } as unknown as ImageStore };
}

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());
const share = (count: number) => bytesPerReference(DEFAULT_MODEL, count) ?? 0;

test('own originals of 20 MB go out as uploads are kept, together within what the model takes', async () => {
  expect(large.length).toBeGreaterThan(15 * MB);
  const { store } = storeOf(() => large);
  const asked = { store, userId: randomUUID(), ids: ids(14), maxBytes: share(14) };
  const sent = await withReferences(
    { ...asked, ids: asked.ids.slice(0, 3) },
    live(),
    async (references) => references,
  );
  for (const { bytes, mimeType } of sent) {
    expect([mimeType, bytes.length <= share(14)]).toEqual(['image/webp', true]);
    expect((await sharp(bytes).metadata()).width).toBeGreaterThanOrEqual(1024);
  }
  // The whole request, as base64.
  expect((14 * share(14) * 4) / 3).toBeLessThan(20 * MB);
}, 120_000);

test('what is small enough goes out as it is stored', async () => {
  const { store } = storeOf(() => small);
  const [sent] = await withReferences(
    { store, userId: randomUUID(), ids: ids(1), maxBytes: share(1) },
    live(),
    async (references) => references,
  );
  expect(small.equals(sent?.bytes ?? Buffer.alloc(0))).toBe(true);
});

test('the four pictures of a click load their references once, one after another', async () => {
  const { store, seen } = storeOf(() => small);
  const asked = { store, userId: randomUUID(), ids: ids(14), maxBytes: share(14) };
  await Promise.all(Array.from({ length: 4 }, () => withReferences(asked, live(), async () => undefined)));
  expect(seen).toEqual({ reads: 14, most: 1 });
});

test('a process has so many bytes of references on their way, and no user has all of them', async () => {
  const bytes = Buffer.concat([small, Buffer.alloc(4 * MB - small.length)]);
  const { store } = storeOf(() => bytes);
  const underWay = new Set<string>();
  const ends = Promise.withResolvers<void>();
  const click = (userId: string, index: number) =>
    withReferences({ store, userId, ids: ids(5), maxBytes: share(1) }, live(), async () => {
      underWay.add(`${userId} ${index}`);
      await ends.promise;
    });
  const [one, other] = [randomUUID(), randomUUID()];
  const clicks = Array.from({ length: 6 }, (_, index) => click(one, index));
  await expect.poll(() => underWay.size, { timeout: 20_000 }).toBe(3);
  clicks.push(click(other, 0));
  await expect.poll(() => underWay.has(`${other} 0`), { timeout: 20_000 }).toBe(true);
  expect(underWay.size, '20 MB each: three of one user, one of another').toBe(4);
  ends.resolve();
  await Promise.all(clicks);
  expect(underWay.size).toBe(7);
}, 60_000);

test('a reference that is gone ends the task for good', async () => {
  const store = { read: async () => null } as unknown as ImageStore;
  const asked = { store, userId: randomUUID(), ids: ids(1), maxBytes: share(1) };
  await expect(withReferences(asked, live(), async () => undefined)).rejects.toMatchObject({
    code: 'invalid_request',
    retryable: false,
  });
});

test.each(CATALOGUE)(
  '$id takes as many references as it says, and none for which a request has no room',
  (model) => {
    expect(bytesPerReference(model, model.maxReferences)).toBeGreaterThan(300_000);
    expect(bytesPerReference(model, model.maxReferences + 1)).toBeUndefined();
    const narrow: ModelEntry = { ...model, maxReferenceBytes: 1 * MB };
    expect([bytesPerReference(narrow, 3), bytesPerReference(narrow, 4)]).toEqual([333_333, undefined]);
  },
);

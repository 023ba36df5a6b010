import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectImage } from './inspect-image';
import { animatedWebp } from './testing/animated-webp';

/** Noise, so that no format can leave out half of it. */
const noise = (width = 320, height = 200): Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#804020',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });

const refusal = { name: 'TaskError', code: 'invalid_image', retryable: true };

describe('accepts', () => {
  it.each([
    ['image/png', () => noise().png()],
    ['image/jpeg', () => noise().jpeg()],
    ['image/webp', () => noise().webp()],
  ])('%s', async (mimeType, encode) => {
    await expect(inspectImage(await encode().toBuffer())).resolves.toEqual({
      width: 320,
      height: 200,
      mimeType,
    });
  });

  it('a photograph lying on its side, measured as it is shown', async () => {
    const bytes = await noise().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    await expect(inspectImage(bytes)).resolves.toMatchObject({ width: 200, height: 320 });
  });

  it('the widest picture on offer', async () => {
    const bytes = await sharp({ create: { width: 12_288, height: 1536, channels: 3, background: '#333' } })
      .png({ compressionLevel: 1 })
      .toBuffer();
    await expect(inspectImage(bytes)).resolves.toMatchObject({ width: 12_288, height: 1536 });
  });
});

describe('refuses', () => {
  it.each([
    ['png', () => noise().png()],
    ['jpeg', () => noise().jpeg()],
    ['webp', () => noise().webp()],
  ])('a %s that breaks off', async (_, encode) => {
    const bytes = await encode().toBuffer();
    for (const part of [0.1, 0.5, 0.9]) {
      await expect(inspectImage(bytes.subarray(0, bytes.length * part)), String(part)).rejects.toMatchObject(
        refusal,
      );
    }
  });

  it('a PNG with damage in the middle', async () => {
    const bytes = await noise().png().toBuffer();
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0, middle, middle + 200);
    await expect(inspectImage(bytes)).rejects.toMatchObject(refusal);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('these are not the bytes of a picture')],
    ['only the first bytes of a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ])('%s', async (_, bytes) => {
    await expect(inspectImage(bytes)).rejects.toMatchObject(refusal);
  });

  it.each([
    ['a GIF', () => noise().gif()],
    ['a TIFF', () => noise().tiff()],
    ['an AVIF', () => noise(16, 16).avif({ effort: 0 })],
  ])('%s', async (_, encode) => {
    await expect(inspectImage(await encode().toBuffer())).rejects.toMatchObject(refusal);
  });

  it('a WebP that moves', async () => {
    await expect(inspectImage(await animatedWebp())).rejects.toMatchObject(refusal);
  });

  it('more pixels than the limit, in a small file', async () => {
    const bytes = await sharp({ create: { width: 10_000, height: 8100, channels: 3, background: '#000' } })
      .png({ compressionLevel: 9, palette: true, colours: 2 })
      .toBuffer();
    await expect(inspectImage(bytes)).rejects.toMatchObject(refusal);
  }, 30_000);
});

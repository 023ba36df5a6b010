import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { normalisePicture } from '@/lib/uploads/accept-upload';
import { inspectImage } from './inspect-image';
import { openPicture, RefusedPicture } from './open-picture';
import {
  interlacedPng,
  largeWebp,
  manyScansJpeg,
  profilePng,
  progressiveCmykJpeg,
  progressiveJpeg,
  textPng,
} from './testing/bombs';

const MB = 1_000_000;

/** The highest that this process has been since the last call, in MB; 0 where there is no /proc. */
const memory = () =>
  process.platform === 'linux'
    ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1000
    : 0;

describe('refuses by the header what takes too much to decode, and says what to do', () => {
  it.each([
    ['an interlaced PNG of 16 bits', interlacedPng, 'save it as a plain JPEG or PNG'],
    ['a progressive JPEG', progressiveJpeg, 'save it as a plain JPEG or PNG'],
    ['a progressive CMYK JPEG', progressiveCmykJpeg, 'save it as a plain JPEG or PNG'],
    ['a WebP of 38 bytes', largeWebp, 'takes too much memory to read: at 8000 × 8000 pixels'],
    ['a JPEG of 500 passes', manyScansJpeg, 'comes in too many passes'],
  ])(
    '%s',
    async (_, make, reason) => {
      const file = await make();
      expect(file.length, 'small enough to be sent').toBeLessThan(10 * MB);
      const refusal = await openPicture(file).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(RefusedPicture);
      expect(refusal).toMatchObject({ message: expect.stringContaining(reason) });
      await expect(inspectImage(file)).rejects.toMatchObject({ code: 'invalid_image' });
      await expect(normalisePicture(file)).rejects.toMatchObject({ code: 'invalid_request' });
    },
    60_000,
  );
});

test('texts and profiles that inflate to gigabytes are never inflated', async () => {
  for (const file of [await textPng(), await profilePng()]) {
    const before = memory();
    await expect(normalisePicture(file)).resolves.toMatchObject({ width: 64, height: 64 });
    expect(memory() - before, 'MB').toBeLessThan(100);
  }
}, 60_000);

describe('takes', () => {
  it.each([
    [
      'a phone’s progressive JPEG of 50 megapixels',
      7070,
      (side: number) =>
        sharp({ create: { width: side, height: side, channels: 3, background: '#345' } }).jpeg({
          progressive: true,
        }),
    ],
    [
      'a large camera JPEG',
      8900,
      (side: number) =>
        sharp({ create: { width: side, height: side, channels: 3, background: '#345' } }).jpeg(),
    ],
    [
      'a 4K PNG of 16 bits in passes',
      4096,
      (side: number) =>
        sharp({ create: { width: side, height: side, channels: 4, background: '#345' } })
          .toColourspace('rgb16')
          .png({ progressive: true }),
    ],
  ])(
    '%s',
    async (_, side, encode) => {
      await expect(openPicture(await encode(side).toBuffer())).resolves.toMatchObject({
        width: side,
        height: side,
      });
    },
    60_000,
  );

  it('a profile of an ordinary size, and turns a photograph by its EXIF in a PNG', async () => {
    const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#345' } })
      .png()
      .withIccProfile('p3')
      .withExif({ IFD0: { Make: 'camera' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    await expect(openPicture(png)).resolves.toMatchObject({ upright: { width: 20, height: 40 } });
  });
});

import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { animatedPng } from '@/lib/images/testing/animated-png';
import { animatedWebp } from '@/lib/images/testing/animated-webp';
import { hugePng } from '@/lib/images/testing/huge-png';
import { normalisePicture } from './accept-upload';

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

describe('keeps', () => {
  it.each([
    ['a PNG', () => noise().png()],
    ['a JPEG', () => noise().jpeg()],
    ['a WebP', () => noise().webp()],
    ['a grey PNG of 16 bits', () => noise().toColourspace('grey16').png()],
    ['a CMYK JPEG', () => noise().toColourspace('cmyk').jpeg()],
  ])('%s as a WebP in sRGB', async (_, encode) => {
    const picture = await normalisePicture(await encode().toBuffer());
    expect(picture).toMatchObject({ width: 320, height: 200, mimeType: 'image/webp' });
    expect(await sharp(picture.bytes).metadata()).toMatchObject({
      format: 'webp',
      space: 'srgb',
      width: 320,
    });
  });

  it('a photograph upright, and nothing that the camera wrote beside it', async () => {
    // Red on the left, blue on the right: turned by a quarter, red is above.
    const red = await sharp({ create: { width: 100, height: 100, channels: 3, background: '#f00' } })
      .png()
      .toBuffer();
    const photograph = await sharp({ create: { width: 200, height: 100, channels: 3, background: '#00f' } })
      .composite([{ input: red, left: 0, top: 0 }])
      .jpeg()
      .withExif({ IFD0: { Make: 'camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">place</x:xmpmeta>')
      .withIccProfile('p3')
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(photograph).metadata()).exif?.toString('latin1')).toContain('camera');

    const { bytes, width, height } = await normalisePicture(photograph);
    expect([width, height]).toEqual([100, 200]);
    const { exif, xmp, icc, iptc, orientation } = await sharp(bytes).metadata();
    expect([exif, xmp, icc, iptc, orientation]).toEqual(Array(5).fill(undefined));
    const pixels = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [
      ...pixels.data.subarray((y * 100 + x) * pixels.info.channels).subarray(0, 3),
    ];
    const [top, bottom] = [at(50, 20), at(50, 180)];
    expect((top[0] ?? 0) - (top[2] ?? 0), 'red above').toBeGreaterThan(150);
    expect((bottom[2] ?? 0) - (bottom[0] ?? 0), 'blue below').toBeGreaterThan(150);
  });

  it('what can be seen through', async () => {
    const { bytes } = await normalisePicture(
      await sharp({ create: { width: 40, height: 40, channels: 4, background: '#ff000080' } })
        .png()
        .toBuffer(),
    );
    const pixel = await sharp(bytes).raw().toBuffer();
    expect(pixel[3]).toBe(128);
  });

  it('at most 2048 pixels a side, and never more than there were', async () => {
    expect(await normalisePicture(await noise(4000, 1000).jpeg().toBuffer())).toMatchObject({
      width: 2048,
      height: 512,
    });
    expect(await normalisePicture(await noise(16, 16).png().toBuffer())).toMatchObject({
      width: 16,
      height: 16,
    });
  });

  it('a PNG that says it has one frame', async () => {
    expect(await normalisePicture(await animatedPng(1))).toMatchObject({ width: 320 });
  });
});

const NO_PICTURE = 'is not a PNG, JPEG or WebP picture';
const DAMAGED = 'is damaged or incomplete: it cannot be read to its end';
const ANIMATED = 'is animated: send a still picture';

describe('refuses', () => {
  const truncated = async (encode: Sharp) => {
    const bytes = await encode.toBuffer();
    return bytes.subarray(0, bytes.length * 0.7);
  };
  it.each([
    ['nothing', () => Buffer.alloc(0), NO_PICTURE],
    ['text', () => Buffer.from('this is text, whatever its name'), NO_PICTURE],
    [
      'an SVG',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"/>'),
      NO_PICTURE,
    ],
    ['a GIF', () => noise(40, 40).gif().toBuffer(), NO_PICTURE],
    ['an AVIF', () => noise(40, 40).avif({ effort: 0 }).toBuffer(), NO_PICTURE],
    ['a TIFF', () => noise(40, 40).tiff().toBuffer(), NO_PICTURE],
    [
      'the first bytes of a PNG',
      () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      DAMAGED,
    ],
    ['a JPEG that breaks off', () => truncated(noise().jpeg()), DAMAGED],
    ['a PNG that breaks off', () => truncated(noise().png()), DAMAGED],
    ['a WebP that breaks off', () => truncated(noise().webp()), DAMAGED],
    ['an animated WebP', () => animatedWebp(), ANIMATED],
    ['an animated PNG', () => animatedPng(2), ANIMATED],
    ['one pixel', () => noise(1, 1).png().toBuffer(), 'is 1 × 1 pixels: each side needs at least 16'],
    ['a thread', () => noise(500, 15).png().toBuffer(), 'is 500 × 15 pixels: each side needs at least 16'],
    [
      '30,000 × 30,000 pixels',
      () => hugePng(30_000),
      'is 30000 × 30000 pixels: 80 megapixels are the most that is taken',
    ],
  ])('%s', async (_, file, reason) => {
    await expect(normalisePicture(await file())).rejects.toMatchObject({
      code: 'invalid_request',
      message: `The file ${reason}.`,
      details: { file: reason },
    });
  });
});

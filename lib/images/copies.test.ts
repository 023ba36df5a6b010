import sharp from 'sharp';
import { thumbHashToApproximateAspectRatio, thumbHashToAverageRGBA } from 'thumbhash';
import { expect, it } from 'vitest';
import { makeThumbnail } from './copies';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c05020' } });

it.each([
  [1376, 768, 512, 286],
  [768, 1376, 286, 512],
  [3072, 384, 512, 64],
  [200, 100, 200, 100],
])('%i × %i becomes a WebP of %i × %i', async (width, height, thumbWidth, thumbHeight) => {
  const { bytes } = await makeThumbnail(await plain(width, height).png().toBuffer());
  await expect(sharp(bytes).metadata()).resolves.toMatchObject({
    format: 'webp',
    width: thumbWidth,
    height: thumbHeight,
  });
});

it('has a ThumbHash in the colour and shape of the picture', async () => {
  const { placeholder } = await makeThumbnail(await plain(1376, 768).jpeg().toBuffer());
  const hash = Buffer.from(placeholder, 'base64');
  const colour = thumbHashToAverageRGBA(hash);
  for (const [channel, value] of Object.entries({ r: 0xc0, g: 0x50, b: 0x20, a: 0xff })) {
    expect(colour[channel as keyof typeof colour], channel).toBeCloseTo(value / 255, 1);
  }
  expect(thumbHashToApproximateAspectRatio(hash)).toBeCloseTo(1376 / 768, 0);
});

it('stands a photograph upright', async () => {
  const { bytes } = await makeThumbnail(
    await plain(800, 400).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
  );
  await expect(sharp(bytes).metadata()).resolves.toMatchObject({ width: 256, height: 512 });
});

it('works with grey and with see-through pictures', async () => {
  const grey = await plain(300, 300).greyscale().toColourspace('b-w').png().toBuffer();
  const clear = await sharp({ create: { width: 300, height: 300, channels: 4, background: '#0000' } })
    .png()
    .toBuffer();
  for (const bytes of [grey, clear]) {
    const { placeholder } = await makeThumbnail(bytes);
    expect(placeholder).toMatch(/^[A-Za-z0-9+/]+=*$/);
  }
});

it("takes none of the picture's metadata, and the XMP that it is given", async () => {
  const picture = await plain(600, 300)
    .jpeg()
    .withExif({ IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
    .withIccProfile('p3')
    .toBuffer();
  const metadata = async (xmp?: string) => sharp((await makeThumbnail(picture, xmp)).bytes).metadata();
  const bare = await metadata();
  expect([bare.exif, bare.xmp, bare.icc, bare.iptc]).toEqual([undefined, undefined, undefined, undefined]);
  expect((await metadata('<x:xmpmeta/>')).xmpAsString).toBe('<x:xmpmeta/>');
});

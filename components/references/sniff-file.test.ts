import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { sniffFile } from './sniff-file';

const still = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
const colour = (background: string) =>
  sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .png()
    .toBuffer();

async function kindOf(...parts: BlobPart[]) {
  return sniffFile(new Blob(parts));
}

/** A PNG whose head says that it moves. */
function moving(png: Buffer): BlobPart[] {
  const chunk = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('acTL'), Buffer.alloc(12)]);
  return [new Uint8Array(png.subarray(0, 33)), new Uint8Array(chunk), new Uint8Array(png.subarray(33))];
}

describe('a file is told by its bytes', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('a still %s is a picture', async (format) => {
    expect(await kindOf(new Uint8Array(await still.clone().toFormat(format).toBuffer()))).toBe('picture');
  });

  it('what moves is told from what does not', async () => {
    expect(await kindOf(new Uint8Array(await still.clone().gif().toBuffer()))).toBe('moving');
    expect(await kindOf(...moving(await still.clone().png().toBuffer()))).toBe('moving');
    const frames = await Promise.all([colour('red'), colour('blue')]);
    const webp = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer();
    expect(await kindOf(new Uint8Array(webp))).toBe('moving');
  });

  it('a picture whose pixels happen to spell the mark does not move', async () => {
    const png = await still.clone().png().toBuffer();
    expect(await kindOf(new Uint8Array(png), 'acTL')).toBe('picture');
  });

  it.each([
    ['drawing', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['drawing', '<svg>'],
    ['zip', 'PK\u0003\u0004rest'],
    ['convertible', '\0\0\0\u0018ftypheic'],
    ['convertible', 'BMrest'],
    ['other', 'a text that is called .png'],
    ['other', ''],
  ])('%s: %j', async (kind, text) => {
    expect(await kindOf(text)).toBe(kind);
  });
});

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '@/lib/images/inspect-image';
import { CATALOGUE } from '@/lib/providers/catalogue';
import { pictureSize } from '@/lib/providers/picture-size';
import { composePicture, drawPicture } from './draw-picture';

const FRAME = { width: 1024, height: 1024 };
const SMALL = { width: 256, height: 256 };
const draw = (prompt: string, seed: number, negativePrompt?: string) =>
  drawPicture({ wish: { prompt, seed, negativePrompt }, frame: FRAME, size: SMALL });

/** Mean difference of two pictures by channel, 0 to 255. */
async function difference(first: Buffer, second: Buffer): Promise<number> {
  const pixels = (bytes: Buffer) =>
    sharp(bytes).resize(48, 48, { fit: 'fill' }).removeAlpha().raw().toBuffer();
  const [a, b] = await Promise.all([pixels(first), pixels(second)]);
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

describe('the same wish', () => {
  it('gives the same bytes', async () => {
    expect((await draw('misty ridges', 7)).equals(await draw('misty ridges', 7))).toBe(true);
  });

  it('at another size is the same picture', async () => {
    const large = await drawPicture({ wish: { prompt: 'misty ridges', seed: 7 }, frame: FRAME, size: FRAME });
    expect(await difference(large, await draw('misty ridges', 7))).toBeLessThan(4);
  });
});

describe('another wish', () => {
  it.each([
    ['seed', () => draw('misty ridges', 8)],
    ['prompt', () => draw('misty ridges at night', 7)],
    ['negative prompt', () => draw('misty ridges', 7, 'people')],
  ])('by its %s looks different', async (_, other) => {
    expect(await difference(await draw('misty ridges', 7), await other())).toBeGreaterThan(6);
  });

  it('of twelve seeds each looks different from all others', async () => {
    const pictures = await Promise.all(Array.from({ length: 12 }, (_, seed) => draw('a quiet place', seed)));
    const closest = await Promise.all(
      pictures.flatMap((one, index) => pictures.slice(index + 1).map((other) => difference(one, other))),
    );
    expect(Math.min(...closest)).toBeGreaterThan(6);
  }, 30_000);
});

describe('the subject follows the words', () => {
  it.each([
    ['A lighthouse above a sea of fog', 'sea'],
    ['um farol na neblina ao amanhecer', 'sea'],
    ['Dunes at blue hour, wide and quiet', 'dunes'],
    ['Album cover, dunes', 'dunes'],
    ['O DESERTO à noite', 'dunes'],
    ['Tokyo skyline in neon', 'city'],
    ['cidade de São Paulo', 'city'],
    ['pine trees in the mist', 'forest'],
    ['floresta amazônica', 'forest'],
    ['an astronaut far from home', 'space'],
    ['uma galáxia distante', 'space'],
    ['red tulips in a vase', 'flowers'],
    ['natureza morta com flores', 'flowers'],
    ['abstract poster, bauhaus', 'abstract'],
    ['formas geométricas', 'abstract'],
    ['Misty ridges in the manner of a travel poster', 'ridges'],
    ['montanhas com neve', 'ridges'],
  ])('%s → %s', (prompt, subject) => {
    for (const seed of [1, 2, 3]) expect(composePicture({ prompt, seed }, FRAME).subject).toBe(subject);
  });

  it('and leaves out what is not wanted', () => {
    const wish = { prompt: 'mountains above the sea', seed: 1 };
    expect(composePicture(wish, FRAME).subject).toBe('ridges');
    expect(composePicture({ ...wish, negativePrompt: 'mountains' }, FRAME).subject).toBe('sea');
  });

  it.each(['', '🦊', '日本の山', '" onload="x', '<&>'])('draws something for %j too', async (prompt) => {
    await expect(inspectImage(await draw(prompt, 1))).resolves.toMatchObject({ mimeType: 'image/png' });
  });
});

describe('the file', () => {
  it('shows the wordmark in the corner', () => {
    const strokes = composePicture({ prompt: 'sea', seed: 1 }, FRAME).sketch.toSvg(1024, 1024).slice(-900);
    expect(strokes).toContain('stroke="#fffaf0"');
  });

  it.each(CATALOGUE[0].aspectRatios)('has the size of %s', async (ratio) => {
    const frame = pictureSize(ratio, '1K') ?? FRAME;
    const size = pictureSize(ratio, '512') ?? SMALL;
    await expect(
      inspectImage(await drawPicture({ wish: { prompt: 'city', seed: 1 }, frame, size })),
    ).resolves.toEqual({
      ...size,
      mimeType: 'image/png',
    });
  });

  it('has the size of 2K and 4K', async () => {
    for (const imageSize of ['2K', '4K']) {
      const size = pictureSize('1:1', imageSize) ?? SMALL;
      const bytes = await drawPicture({ wish: { prompt: 'ridges', seed: 1 }, frame: FRAME, size });
      await expect(inspectImage(bytes)).resolves.toMatchObject(size);
      expect(bytes.length, 'a bucket takes 50 MB').toBeLessThan(40_000_000);
    }
  }, 60_000);
});

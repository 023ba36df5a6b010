import { z } from 'zod';
import sharp from '@/lib/images/image-work';
import type { PictureSize } from '@/lib/providers/picture-size';
import { choosePalette } from './palettes';
import { SeededRandom } from './seeded-random';
import { placed, Sketch } from './sketch';
import { chooseSubject } from './subjects';

const sizeSchema = z.object({ width: z.number(), height: z.number() });

/** A picture that is wanted: `frame` is what it is composed for, `size` the pixels that it gets. */
export const drawingSchema = z.object({
  wish: z.object({ prompt: z.string(), negativePrompt: z.string().optional(), seed: z.number() }),
  frame: sizeSchema,
  size: sizeSchema,
});
export type Drawing = z.infer<typeof drawingSchema>;

/** The words of a text in lower case and without accents: "Céu à noite" → ceu, a, noite. */
function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** "demo" in strokes on a 16 × 7 grid (x-height 4), so that no installed font is needed. */
const WORDMARK = [
  'M4 1V7M4 5a2 2 0 1 0 -4 0a2 2 0 1 0 4 0',
  'M5.5 5H9.4a2 2 0 1 0 -.7 1.55',
  'M11 7V3M11 5a1.5 1.8 0 0 1 3 0V7M14 5a1.5 1.8 0 0 1 3 0V7',
  'M22.6 5a2 2 0 1 0 -4 0a2 2 0 1 0 4 0',
].join('');

/** Says in the corner of the picture that no model made it. */
function drawWordmark(sketch: Sketch): void {
  const scale = Math.min(sketch.width, sketch.height) / 380;
  const corner = [sketch.width - 31.6 * scale, sketch.height - 16 * scale] as const;
  sketch.group({ transform: placed(corner, 100 * scale) }, () => {
    sketch.stroke(WORDMARK, '#000000', 2, { opacity: 0.22 });
    sketch.stroke(WORDMARK, '#fffaf0', 0.85, { opacity: 0.82 });
  });
}

/** What is in the picture and where, without a pixel yet: the same wish and frame always give the same. */
export function composePicture(
  wish: Drawing['wish'],
  frame: PictureSize,
): { sketch: Sketch; subject: string } {
  const { prompt, negativePrompt = '', seed } = wish;
  const unit = Math.min(frame.width, frame.height) ** 0.8 * Math.max(frame.width, frame.height) ** 0.2;
  const [width, height] = [(100 * frame.width) / unit, (100 * frame.height) / unit];
  const random = new SeededRandom(JSON.stringify([prompt, negativePrompt, seed]));
  const unwanted = wordsOf(negativePrompt);
  const words = wordsOf(prompt).filter((word) => !unwanted.includes(word));
  const subject = chooseSubject(words, random.fork('subject'));
  const palette = choosePalette(words, random.fork('palette'), subject.usual);
  const sketch = new Sketch(width, height);
  subject.draw({ sketch, width, height, palette, random: random.fork(subject.name), words });
  const reach = Math.hypot(width, height) * 0.62;
  sketch.fill(
    sketch.radial([width / 2, height * 0.45], reach, [0.55, palette.near, 0], [1, palette.near, 0.34]),
  );
  drawWordmark(sketch);
  return { sketch, subject: subject.name };
}

const GRAIN_SIDE = 512;
const GRAIN_STRENGTH = 24;

/** A square of film grain about middle grey, for blending: raw RGB, each pixel one grey. */
function makeGrain(key: string, side: number): Buffer {
  const random = new SeededRandom(key);
  const grain = Buffer.allocUnsafe(side * side * 3);
  for (let at = 0; at < grain.length; at += 3) {
    const bell = random.next() + random.next() + random.next() - 1.5;
    grain.fill(Math.round(128 + bell * GRAIN_STRENGTH), at, at + 3);
  }
  return grain;
}

/** libvips draws an SVG anew for every tile of 2000 px a side: larger pictures are enlarged from one tile, or two. */
const TILE = 2000;

/** A PNG of exactly this size, the same bytes for the same wish, marked as a demo in its corner. */
export async function drawPicture({ wish, frame, size }: Drawing): Promise<Buffer> {
  const { sketch } = composePicture(wish, frame);
  const longest = Math.max(size.width, size.height);
  const scale = Math.min(1, TILE / Math.sqrt(size.width * size.height), (2 * TILE) / longest);
  const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
  // Into memory first: a resize that pulls strips out of an SVG draws it again for each, a minute at 4K.
  const drawn = await sharp(Buffer.from(sketch.toSvg(width, height)))
    .removeAlpha()
    .raw()
    .toBuffer();
  const side = Math.min(GRAIN_SIDE, width, height);
  const raw = { width: side, height: side, channels: 3 } as const;
  const input = makeGrain(`grain/${wish.prompt}/${wish.seed}`, side);
  const grained = await sharp(drawn, { raw: { width, height, channels: 3 } })
    .composite([{ input, raw, tile: true, blend: 'soft-light' }])
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(grained, { raw: { width, height, channels: 3 } })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'cubic' })
    .png({ compressionLevel: 6, adaptiveFiltering: scale < 1 })
    .toBuffer();
}

import type { PictureSize } from '@/lib/providers/picture-size';
import { choosePalette } from './choose-palette';
import { chooseSubject } from './choose-subject';
import { drawWordmark } from './elements/draw-wordmark';
import { SeededRandom } from './seeded-random';
import { Sketch } from './sketch';
import { wordsOf } from './words-of';

export interface Wish {
  prompt: string;
  negativePrompt?: string | undefined;
  seed: number;
}

export interface Composition {
  sketch: Sketch;
  subject: string;
}

/** What is in the picture and where, without a pixel yet: the same wish and frame always give the same. */
export function composePicture({ prompt, negativePrompt = '', seed }: Wish, frame: PictureSize): Composition {
  const { width, height } = frame;
  const random = new SeededRandom(JSON.stringify([prompt, negativePrompt, seed]));
  const unwanted = new Set(wordsOf(negativePrompt));
  const words = wordsOf(prompt).filter((word) => !unwanted.has(word));
  const subject = chooseSubject(words, random.fork('subject'));
  const palette = choosePalette(words, random.fork('palette'), subject.usual);
  const sketch = new Sketch(width, height);
  // Near the shorter side, yet not so near that a banner is full of small things.
  const unit = Math.min(width, height) ** 0.8 * Math.max(width, height) ** 0.2;
  subject.draw({ sketch, width, height, unit, palette, random: random.fork(subject.name), words });
  const centre = [width / 2, height * 0.45] as const;
  const shade = sketch.radial(centre, Math.hypot(width, height) * 0.62, [
    [0.55, palette.near, 0],
    [1, palette.near, 0.34],
  ]);
  sketch.fill(shade);
  drawWordmark(sketch);
  return { sketch, subject: subject.name };
}

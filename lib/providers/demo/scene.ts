import type { Palette } from './palettes';
import type { SeededRandom } from './seeded-random';
import type { Sketch } from './sketch';

/** What a subject has to draw with. */
export interface Scene {
  sketch: Sketch;
  width: number;
  height: number;
  /** The measure of things: near the shorter side, so that a sun is a sun in a banner too. */
  unit: number;
  palette: Palette;
  random: SeededRandom;
  words: readonly string[];
}

export type DrawSubject = (scene: Scene) => void;

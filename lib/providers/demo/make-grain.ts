import { SeededRandom } from './seeded-random';

/** A square of film grain about middle grey, for blending: grey noise, raw, one byte a pixel. */
export function makeGrain(key: string, side: number, strength: number): Buffer {
  const random = new SeededRandom(key);
  const grain = Buffer.allocUnsafe(side * side);
  for (let index = 0; index < grain.length; index++) {
    const bell = random.next() + random.next() + random.next() - 1.5;
    grain[index] = Math.round(128 + bell * strength);
  }
  return grain;
}

import { SeededRandom } from './seeded-random';

/** A square of film grain about middle grey, for blending: raw RGB, each pixel one grey. */
export function makeGrain(key: string, side: number, strength: number): Buffer {
  const random = new SeededRandom(key);
  const grain = Buffer.allocUnsafe(side * side * 3);
  for (let at = 0; at < grain.length; at += 3) {
    const bell = random.next() + random.next() + random.next() - 1.5;
    grain.fill(Math.round(128 + bell * strength), at, at + 3);
  }
  return grain;
}

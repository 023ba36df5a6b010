import { createHash } from 'node:crypto';

/** Numbers that look random and are the same for the same key: sfc32, started from a SHA-256. */
export class SeededRandom {
  readonly #key: string;
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(key: string) {
    this.#key = key;
    const digest = createHash('sha256').update(key).digest();
    this.#a = digest.readUInt32LE(0);
    this.#b = digest.readUInt32LE(4);
    this.#c = digest.readUInt32LE(8);
    for (let round = 0; round < 12; round++) this.next();
  }

  /** 0 ≤ n < 1 */
  next(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** low ≤ n ≤ high */
  int(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the list, which is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)] as T;
  }

  /** A stream of its own, so that a detail more or less does not move the whole composition. */
  fork(name: string): SeededRandom {
    return new SeededRandom(`${this.#key}/${name}`);
  }
}

const ease = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

/** A smooth wandering line of about −1 to 1: gradient noise, each octave twice as fine and `roughness` as strong. */
export function makeNoise(random: SeededRandom, octaves = 4, roughness = 0.5): (x: number) => number {
  const slopes = Array.from({ length: 256 }, () => random.between(0.45, 1) * random.pick([-1, 1]));
  const slope = (index: number) => slopes[index & 255] ?? 0;
  const strengths = Array.from({ length: octaves }, (_, octave) => roughness ** octave);
  const total = strengths.reduce((sum, strength) => sum + strength, 0);
  const smooth = (x: number) => {
    const [cell, within] = [Math.floor(x), x - Math.floor(x)];
    const [from, to] = [slope(cell) * within, slope(cell + 1) * (within - 1)];
    return 2.4 * (from + (to - from) * ease(within));
  };
  return (x) =>
    strengths.reduce((sum, strength, octave) => sum + strength * smooth(x * 2 ** octave + octave * 37.7), 0) /
    total;
}

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

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.int(0, list.length - 1)] ?? list[0];
  }

  /** A stream of its own, so that a detail more or less does not move the whole composition. */
  fork(name: string): SeededRandom {
    return new SeededRandom(`${this.#key}/${name}`);
  }
}

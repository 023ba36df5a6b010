import type { SeededRandom } from './seeded-random';

const LATTICE = 256;
const ease = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

export type Noise = (x: number) => number;

/** A smooth wandering line of about −1 to 1: value noise, each octave twice as fine and `roughness` as strong. */
export function makeNoise(random: SeededRandom, octaves = 4, roughness = 0.5): Noise {
  const lattice = Array.from({ length: LATTICE }, () => random.between(-1, 1));
  const value = (index: number) => lattice[((index % LATTICE) + LATTICE) % LATTICE] ?? 0;
  const smooth = (x: number) => {
    const cell = Math.floor(x);
    return value(cell) + (value(cell + 1) - value(cell)) * ease(x - cell);
  };
  return (x) => {
    let sum = 0;
    let strength = 1;
    let total = 0;
    for (let octave = 0; octave < octaves; octave++) {
      sum += strength * smooth(x * 2 ** octave + octave * 37.7);
      total += strength;
      strength *= roughness;
    }
    return sum / total;
  };
}

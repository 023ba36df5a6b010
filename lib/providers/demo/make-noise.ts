import type { SeededRandom } from './seeded-random';

const LATTICE = 256;
const ease = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

export type Noise = (x: number) => number;

/** A smooth wandering line of about −1 to 1: gradient noise, each octave twice as fine and `roughness` as strong. */
export function makeNoise(random: SeededRandom, octaves = 4, roughness = 0.5): Noise {
  const slopes = Array.from(
    { length: LATTICE },
    () => random.between(0.45, 1) * (random.chance(0.5) ? 1 : -1),
  );
  const slope = (index: number) => slopes[((index % LATTICE) + LATTICE) % LATTICE] ?? 0;
  const smooth = (x: number) => {
    const cell = Math.floor(x);
    const within = x - cell;
    const from = slope(cell) * within;
    const to = slope(cell + 1) * (within - 1);
    return 2.4 * (from + (to - from) * ease(within));
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

import { randomUUID } from 'node:crypto';
import type { SeededRandom } from '@/lib/providers/demo/seeded-random';
import type { SketchPayload } from './sketch-kind';

/** What one task waits for, by where those stand in the plan. */
type Parents = number[];

const repeat = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const SHAPES: ((random: SeededRandom) => Parents[])[] = [
  // A chain.
  (random) => repeat(random.int(2, 4), (index) => (index === 0 ? [] : [index - 1])),
  // A fan: several wait for one.
  (random) => [[], ...repeat(random.int(2, 4), () => [0])],
  // A join: one waits for several.
  (random) => {
    const count = random.int(2, 4);
    return [...repeat(count, () => []), repeat(count, (index) => index)];
  },
  // A diamond: a fan that is joined.
  (random) => {
    const count = random.int(2, 3);
    return [[], ...repeat(count, () => [0]), repeat(count, (index) => index + 1)];
  },
  // Any: each waits for up to three of those before it.
  (random) =>
    repeat(random.int(3, 8), (index) =>
      repeat(index, (before) => before)
        .filter(() => random.chance(0.4))
        .slice(0, 3),
    ),
];

export interface PlannedTask {
  id: string;
  kind: 'image' | 'title' | 'sketch';
  price: number;
  /** Of a sketch. */
  sketch: SketchPayload;
  waitsFor: { taskId: string; port: string }[];
  /** How many of those must complete. */
  needs: number;
}

/** A group of at most so many tasks of several kinds, of any shape, parents before children. */
export function planGroup(random: SeededRandom, most: number, sketchMs: [number, number]): PlannedTask[] {
  const shape = random.pick(SHAPES)(random).slice(0, most);
  const ids = shape.map(() => randomUUID());
  return shape.map((parents, index) => {
    const kind = random.pick(['image', 'image', 'image', 'title', 'sketch'] as const);
    const waitsFor = parents.map((parent) => ({
      taskId: ids[parent] ?? '',
      port: random.pick(['look', 'words']),
    }));
    return {
      id: ids[index] ?? '',
      kind,
      price: { image: 4, title: 0, sketch: 1 }[kind],
      sketch: {
        words: `sketch ${index}`,
        ms: random.int(...sketchMs),
        fails: random.chance(0.2) ? random.int(1, 2) : 0,
        forGood: random.chance(0.3),
      },
      waitsFor,
      // Most need all of them, some are content with fewer, down to none.
      needs: random.chance(0.7) ? waitsFor.length : random.int(0, waitsFor.length),
    };
  });
}

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { z } from 'zod';

/** Made up, in lanes of their own; and pictures, which complete by their own function. */
export const KINDS = {
  image: { lane: 'pictures', places: null, priority: 0, quiet: false },
  ink: { lane: 'sketches', places: 3, priority: -1, quiet: false },
  sketch: { lane: 'sketches', places: 3, priority: 0, quiet: false },
  sound: { lane: 'sounds', places: 2, priority: 0, quiet: true },
} as const;

export const kindSchema = z.enum(['image', 'ink', 'sketch', 'sound']);
export type Kind = z.infer<typeof kindSchema>;
export const kinds = kindSchema.options;

/** What a completed task hands on; a picture is a row of its own. */
export const resultOf = (kind: Kind, label: string) => (kind === 'image' ? null : { said: label });

/** A task as a graph is drawn: it waits for some that stand before it, by their places in the graph. */
export interface GraphNode {
  kind?: Kind;
  price?: number;
  /** All of them, if it isn't said. */
  needs?: number;
  waitsFor?: readonly { parent: number; port?: string; position?: number }[];
}

export interface Graph {
  /** Of the retries of its tasks, in seconds. */
  delays?: readonly number[];
  nodes: readonly GraphNode[];
}

/** The same with ids, as it is handed to the database. */
export interface NewTask {
  id: string;
  kind: Kind;
  price: number;
  /** What tells it from others in a counterexample; its payload has it too. */
  label: string;
  needs: number;
  waitsFor: { taskId: string; port: string; position: number }[];
}

export interface NewGroup {
  id: string;
  label: string;
  delays: readonly number[];
  tasks: NewTask[];
}

export function toGroup({ delays = [], nodes }: Graph, label: string): NewGroup {
  const ids = nodes.map(() => randomUUID());
  const tasks = nodes.map(
    ({ kind = 'sketch', price = 0, waitsFor = [], needs = waitsFor.length }, index): NewTask => ({
      id: ids[index] ?? '',
      kind,
      price,
      label: `${label}${index}`,
      needs,
      waitsFor: waitsFor.map(({ parent, port = 'input', position }, place) => ({
        taskId: ids[parent] ?? '',
        port,
        position: position ?? place,
      })),
    }),
  );
  return { id: randomUUID(), label, delays, tasks };
}

const MAX_NODES = 9;
const MAX_PARENTS = 4;

/** The n-th of a graph may wait for any before it, for one of them at two ports too, and get its inputs in another order. */
const node = (index: number): fc.Arbitrary<GraphNode> =>
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      price: fc.constantFrom(1, 4, 0, 30),
      parents: fc.array(
        fc.record({ parent: fc.nat(Math.max(0, index - 1)), port: fc.constantFrom('input', 'look') }),
        { maxLength: index === 0 ? 0 : MAX_PARENTS },
      ),
      needs: fc.option(fc.nat(MAX_PARENTS), { nil: MAX_PARENTS }),
      backwards: fc.boolean(),
    })
    .map(({ kind, price, parents, needs, backwards }) => ({
      kind,
      price,
      needs: Math.min(needs, parents.length),
      waitsFor: parents.map((edge, place) => ({
        ...edge,
        position: backwards ? 2 * (MAX_PARENTS - place) : place,
      })),
    }));

/** A random acyclic graph. */
export const graph: fc.Arbitrary<Graph> = fc.record({
  delays: fc.constantFrom<readonly number[]>([60], [120, 300], []),
  nodes: fc
    .integer({ min: 1, max: MAX_NODES })
    .chain((size) => fc.tuple(...Array.from({ length: size }, (_, index) => node(index)))),
});

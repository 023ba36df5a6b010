import fc from 'fast-check';
import { type Graph, graph, type Kind, kinds, type NewGroup } from './graph';

/** What may happen, still without tasks and leases: `pick` counts back from the latest that there are then. */
export type GraphCommand =
  | { do: 'open'; graph: Graph }
  | { do: 'claim'; places: Record<string, number>; knows: readonly Kind[] }
  | { do: 'heartbeat'; pick: number; progress: number }
  | { do: 'keep' | 'forget' | 'complete' | 'release'; pick: number }
  | { do: 'fail'; pick: number; retryable: boolean; afterSeconds: number }
  | { do: 'cancel' | 'cancel group'; pick: number; stranger: boolean }
  | { do: 'sweep' }
  | { do: 'step'; seconds: number };

export interface Lease {
  taskId: string;
  leaseToken: string;
  kind: Kind;
  label: string;
}

/** A call of the database's functions with everything that it is given, or time that passes. */
export type GraphCall =
  | { name: 'open'; group: NewGroup }
  | { name: 'claim'; places: Record<string, number>; knows: readonly Kind[] }
  | { name: 'heartbeat'; lease: Lease; progress: number }
  | { name: 'keep' | 'forget' | 'complete' | 'release'; lease: Lease }
  | { name: 'fail'; lease: Lease; retryable: boolean; afterSeconds: number }
  | { name: 'cancel' | 'cancel group'; id: string; stranger: boolean }
  | { name: 'sweep' }
  | { name: 'step'; seconds: number };

/** Every time is a multiple of a minute, so that a slow machine changes no answer. */
export const LEASE_SECONDS = 600;
export const MAX_RUNNING = 2;
export const ALL_PLACES = { pictures: 9, sketches: 9, sounds: 9 };

const pick = fc.nat(5);
const seldom = fc.nat(9).map((n) => n === 9);

const command: fc.Arbitrary<GraphCommand> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), graph }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('claim' as const),
      places: fc.constantFrom<Record<string, number>>(
        ALL_PLACES,
        { sketches: 2 },
        { pictures: 1, sounds: 3 },
        { sounds: 1, sketches: 4 },
      ),
      knows: fc.constantFrom<readonly Kind[]>(kinds, kinds, ['image', 'sketch'], ['ink', 'sound']),
    }),
  },
  {
    weight: 11,
    arbitrary: fc.record({
      do: fc.constantFrom(
        ...(['complete', 'complete', 'complete', 'complete', 'release', 'keep', 'keep', 'forget'] as const),
      ),
      pick,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('heartbeat' as const),
      pick,
      progress: fc.constantFrom(0.25, 0.5),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('fail' as const),
      pick,
      retryable: fc.boolean(),
      afterSeconds: fc.constantFrom(0, 180, 900),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), pick, stranger: seldom }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel group' as const), pick, stranger: seldom }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('step' as const),
      seconds: fc.constantFrom(60, 300, 540, 600, 900, -60, -3600, 3600),
    }),
  },
);

/** A group is opened, and then this happens, one after the other. */
export const graphCommands = (maxLength: number): fc.Arbitrary<GraphCommand[]> =>
  fc
    .tuple(graph, fc.array(command, { maxLength, size: 'max' }))

    .map(([first, rest]): GraphCommand[] => [{ do: 'open', graph: first }, ...rest]);

import type { Graph, GraphNode } from './graph';
import { kinds } from './graph';
import { ALL_PLACES, type GraphCommand } from './graph-command';

const open = (graph: Graph): GraphCommand => ({ do: 'open', graph });
const claim: GraphCommand = { do: 'claim', places: ALL_PLACES, knows: kinds };
/** Of the latest lease, or the n-th before it. */
const complete = (pick = 0): GraphCommand => ({ do: 'complete', pick });
const fail = (pick = 0): GraphCommand => ({ do: 'fail', pick, retryable: false, afterSeconds: 0 });
const cancelGroup: GraphCommand = { do: 'cancel group', pick: 0, stranger: false };

const after = (...parents: number[]) => parents.map((parent) => ({ parent }));
const WAITING = 300;

const diamond: Graph = {
  nodes: [
    { kind: 'sound', price: 1 },
    { kind: 'image', price: 2, waitsFor: after(0) },
    { kind: 'sketch', price: 4, waitsFor: after(0) },
    {
      price: 8,
      waitsFor: [
        { parent: 2, port: 'look', position: 1 },
        { parent: 1, port: 'look', position: 0 },
      ],
    },
    { price: 16, waitsFor: after(1, 2), needs: 1 },
  ],
};

const chain: Graph = {
  nodes: Array.from(
    { length: 12 },
    (_, index): GraphNode => ({ price: index + 1, waitsFor: index === 0 ? [] : after(index - 1) }),
  ),
};

/** Graphs that are played as they stand, whatever the random ones come upon. */
export const namedGraphs: [name: string, commands: GraphCommand[]][] = [
  [
    'a diamond whose sides complete',
    [open(diamond), claim, complete(), claim, complete(), complete(1), claim, complete(), complete(1)],
  ],
  [
    'a diamond whose one side fails: what needs both is canceled, what needs one goes on',
    [open(diamond), claim, complete(), claim, fail(), complete(1), claim],
  ],
  ['a chain whose first fails: refunds down to the last', [open(chain), claim, fail()]],
  [
    'a canceled group: what completed stays, what runs and what waits is refunded',
    [
      open({ nodes: [{ price: 1 }, { price: 2 }, { price: 4 }, ...diamond.nodes.slice(1)] }),
      claim,
      complete(2),
      cancelGroup,
      complete(),
    ],
  ],
  [
    'a canceled group: a picture that is made already completes',
    [
      open({ nodes: [{ kind: 'image', price: 1 }, { price: 2, waitsFor: after(0) }, { price: 4 }] }),
      claim,
      { do: 'keep', pick: 1 },
      cancelGroup,
      complete(1),
    ],
  ],
  [
    `${WAITING} that wait for one are released by it`,
    [
      open({
        nodes: [
          { kind: 'sound' },
          ...Array.from(
            { length: WAITING },
            (): GraphNode => ({ price: 1, kind: 'image', waitsFor: after(0) }),
          ),
        ],
      }),
      claim,
      complete(),
      claim,
      complete(),
      cancelGroup,
    ],
  ],
];

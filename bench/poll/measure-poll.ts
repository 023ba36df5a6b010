import { type Call, keepAliveClient } from '@/bench/accept/keep-alive-client';
import { timeBlock } from '@/bench/accept/time-block';
import { type Goal, type Row, toRow } from '@/bench/row';
import { quantile } from '@/tests/support/quantile';
import { countSelects } from './count-selects';
import { type PollWorld, startPollWorld } from './poll-world';

const USERS = 8;
const SAMPLES: Record<number, number> = { 1: 1000, 8: 2400, 32: 2400 };
const P50_GOAL: Goal = { of: 'ratio', atMost: 1.1 };

const repeat = (calls: Call[], count: number): Call[] =>
  Array.from({ length: count }, (_, index) => calls[index % calls.length]).filter(
    (call) => call !== undefined,
  );

/** So many polls and so many reads, in alternating blocks that are short enough to share all noise. */
async function timeBoth({ app, polls, reads }: PollWorld, concurrency: number, samples: number) {
  const clients = Array.from({ length: concurrency }, () => keepAliveClient(app.url));
  const perBlock = concurrency * 4;
  const poll: number[] = [];
  const read: number[] = [];
  const sides = [
    { calls: polls, times: poll },
    { calls: reads, times: read },
  ];
  try {
    for (let block = -4; poll.length < samples; block += 1) {
      for (const { calls, times } of block % 2 === 0 ? sides : sides.toReversed()) {
        const taken = await timeBlock(clients, repeat(calls, perBlock), 200);
        // The first blocks open connections, compile and plan.
        if (block >= 0) times.push(...taken);
      }
    }
  } finally {
    for (const client of clients) client.close();
  }
  return { poll, read };
}

/** The polling route for four open tasks that are known, against GET /api/credits?limit=1. */
export async function measurePoll(): Promise<Row[]> {
  const world = await startPollWorld(USERS);
  const rows: Row[] = [];
  try {
    await timeBoth(world, 8, 500);
    for (const [clients, samples] of Object.entries(SAMPLES)) {
      console.error(`poll: ${clients} clients`);
      const { poll, read } = await timeBoth(world, Number(clients), samples);
      for (const [name, share, goal] of [
        ['p50', 0.5, P50_GOAL],
        ['p95', 0.95, undefined],
      ] as const) {
        const label = `poll, ${clients} client${clients === '1' ? '' : 's'}, ${name}`;
        rows.push(toRow(label, quantile(poll, share), 'ms', quantile(read, share), goal));
      }
    }
    const selects = [await countSelects(world, world.polls), await countSelects(world, world.reads)] as const;
    rows.push(toRow('poll, SELECTs', selects[0], '', selects[1], { of: 'value', atMost: 1, atLeast: 1 }));
    return rows;
  } finally {
    await world.close();
  }
}

import { type Row, toRow } from '@/bench/row';
import type { Account } from '@/tests/support/app';
import { quantile } from '@/tests/support/quantile';
import { type AcceptWorld, acceptCall, readCall, startAcceptWorld } from './accept-world';
import { keepAliveClient } from './keep-alive-client';
import { timeBlock } from './time-block';

/** Each has 4 places: more in all than accepts in the largest block, so that every accept finds a free one. */
const USERS = 64;
const SAMPLES: Record<number, number> = { 1: 500, 8: 1600, 32: 1600 };

/** So many accepts of one picture, and so many reads, in alternating blocks that are short enough to share all noise. */
async function timeBoth(world: AcceptWorld, concurrency: number, samples: number) {
  const clients = Array.from({ length: concurrency }, () => keepAliveClient(world.app.url));
  const perBlock = Math.max(16, concurrency * 3);
  const times = { accept: [] as number[], read: [] as number[] };
  let turn = 0;
  const takeTurns = (): Account[] =>
    Array.from({ length: perBlock }, () => world.accounts[turn++ % world.accounts.length]).filter(
      (account) => account !== undefined,
    );
  try {
    for (let block = -2; times.accept.length < samples; block += 1) {
      const askers = takeTurns();
      // What canceling left to clear up burdens neither side.
      await timeBlock(clients, askers.slice(0, 2 * concurrency).map(readCall), 200);
      const read = await timeBlock(clients, askers.map(readCall), 200);
      const accept = await timeBlock(clients, askers.map(acceptCall), 202);
      await world.empty();
      // The first blocks open connections, compile and plan.
      if (block < 0) continue;
      times.read.push(...read);
      times.accept.push(...accept);
    }
  } finally {
    for (const client of clients) client.close();
  }
  return times;
}

const GOALS: Record<string, number> = { '8 clients, p50': 2, '8 clients, p99': 3 };

/**
 * POST /api/generate-image against GET /api/credits?limit=1. Every accept charges, claims a free place and starts its
 * picture, whose provider outlasts the measurement; between blocks, untimed, the pictures are canceled.
 */
export async function measureAccept(): Promise<Row[]> {
  // Every accepted picture is asked of the provider before the next block.
  const world = await startAcceptWorld(USERS, { WORKER_CONCURRENCY: String(4 * USERS) });
  try {
    await timeBoth(world, 8, 200);
    const rows: Row[] = [];
    for (const [clients, samples] of Object.entries(SAMPLES)) {
      console.error(`accept: ${clients} clients`);
      const { accept, read } = await timeBoth(world, Number(clients), samples);
      for (const [name, share] of [
        ['p50', 0.5],
        ['p95', 0.95],
        ['p99', 0.99],
      ] as const) {
        const label = `${clients} client${clients === '1' ? '' : 's'}, ${name}`;
        const atMost = GOALS[label];
        rows.push(
          toRow(
            `accept, ${label}`,
            quantile(accept, share),
            'ms',
            quantile(read, share),
            atMost === undefined ? undefined : { of: 'ratio', atMost },
          ),
        );
      }
    }
    return rows;
  } finally {
    await world.close();
  }
}

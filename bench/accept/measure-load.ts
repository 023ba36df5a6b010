import { setTimeout as wait } from 'node:timers/promises';
import { noisePicture } from '@/bench/memory/noise-picture';
import { type Row, toRow } from '@/bench/row';
import type { Account } from '@/tests/support/app';
import { generate } from '@/tests/support/follow';
import { quantile } from '@/tests/support/quantile';
import { type AcceptWorld, acceptCall, cancelAll, startAcceptWorld } from './accept-world';
import { keepAliveClient } from './keep-alive-client';
import { timeBlock } from './time-block';

/** Each has four pictures made all the time. */
const MAKERS = 8;
const ASKERS = 16;
const SAMPLES = 192;
const MADE = 'Made meanwhile';
/** A fast model. */
const PICTURE_MS = 8_000;

/** Accepts one after another, in blocks whose pictures are canceled before the next, untimed. */
async function timeAccepts(world: AcceptWorld, askers: Account[]): Promise<number[]> {
  const client = keepAliveClient(world.app.url);
  const times: number[] = [];
  try {
    for (let block = -1; times.length < SAMPLES; block += 1) {
      const taken = await timeBlock([client], [...askers, ...askers].map(acceptCall), 202);
      await cancelAll(world.app, askers);
      if (block >= 0) times.push(...taken);
    }
  } finally {
    client.close();
  }
  return times;
}

/** Looks into the database, so that nobody's polling is measured. */
async function keepMaking(
  { database }: AcceptWorld['app'],
  account: Account,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted) {
    const { taskIds } = await generate(account, { prompt: MADE, count: 4 });
    for (let open = 1; open > 0; await wait(200)) {
      const [row] = await database<{ open: number }[]>`
        select count(*)::int as open from public.tasks where id = any (${taskIds}) and finished_at is null`;
      open = row?.open ?? 0;
    }
  }
}

async function beingMade({ database }: AcceptWorld['app']): Promise<number> {
  const [row] = await database<{ count: number }[]>`
    select count(*)::int as count from public.tasks where status = 'processing'`;
  return row?.count ?? 0;
}

/** POST /api/generate-image while the same process makes 32 pictures of 4 MB, beside the same while it makes none. */
export async function measureLoad(): Promise<Row[]> {
  const picture = await noisePicture();
  const world = await startAcceptWorld(MAKERS + ASKERS, { WORKER_CONCURRENCY: '128' });
  const over = new AbortController();
  try {
    world.gemini.setBehaviour(({ prompt }) =>
      prompt.startsWith(MADE) ? { kind: 'ok', picture, delayMs: PICTURE_MS } : 'hang',
    );
    const [makers, askers] = [world.accounts.slice(0, MAKERS), world.accounts.slice(MAKERS)];
    const idle = await timeAccepts(world, askers);
    const making = Promise.all(makers.map((account) => keepMaking(world.app, account, over.signal)));
    while ((await beingMade(world.app)) < MAKERS * 4) await wait(50);
    const busy = await timeAccepts(world, askers);
    over.abort();
    await making;
    return [
      toRow(
        `accept, p50, while ${MAKERS * 4} pictures are being made, against none`,
        quantile(busy, 0.5),
        'ms',
        quantile(idle, 0.5),
        { of: 'ratio', atMost: 3 },
      ),
      toRow('the same, p95', quantile(busy, 0.95), 'ms', quantile(idle, 0.95)),
    ];
  } finally {
    over.abort();
    await world.close();
  }
}

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Row, toRow } from '@/bench/row';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { generate } from '@/tests/support/follow';
import { freePort } from '@/tests/support/free-port';
import { startGeminiServer } from '@/tests/support/gemini-server';
import { childProcessId } from './child-process-id';
import { collectGarbage } from './inspect-process';
import { noisePicture } from './noise-picture';
import { residentBytes } from './resident-bytes';

const USERS = 8;
const FEW = 100;
const MANY = 1000;
const MB = 2 ** 20;

async function untilCompleted({ database }: AppOnPostgres, taskIds: string[]): Promise<void> {
  for (;;) {
    const [found] = await database<{ open: number; failed: number }[]>`
      select count(*) filter (where finished_at is null)::int as open,
             count(*) filter (where finished_at is not null and status <> 'completed')::int as failed
        from public.tasks where id = any (${taskIds})`;
    if (found?.failed) throw new Error('A picture was not made.');
    if (found?.open === 0) return;
    await wait(100);
  }
}

/** Asks again while the machine is too busy to answer in time, as the page does; the ids make that harmless. */
async function insist<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 5) throw error;
      await wait(1000);
    }
  }
}

/** Each account asks for four pictures, and for the next four when they are there. */
async function makePictures(app: AppOnPostgres, accounts: Account[], count: number): Promise<void> {
  let left = count;
  await Promise.all(
    accounts.map(async (account) => {
      while (left > 0) {
        left -= 4;
        const taskIds = Array.from({ length: 4 }, () => randomUUID());
        await insist(() => generate(account, { count: 4, taskIds }));
        await untilCompleted(app, taskIds);
      }
    }),
  );
}

/**
 * The server's resident size after 1,000 pictures of 4 MB beside that after 100, and that of the Supabase that keeps them. When
 * V8 collects garbage is its own affair: anything between none and some 200 MB of it is there at a given moment. So the size
 * that counts is the one after a collection; the one before it is told too.
 */
export async function measureMemory(): Promise<Row[]> {
  const pictures = await Promise.all(Array.from({ length: 8 }, noisePicture));
  const gemini = await startGeminiServer();
  gemini.setBehaviour(({ seed = 0 }) => ({
    kind: 'ok',
    picture: pictures[seed % 8] ?? Buffer.alloc(0),
    delayMs: 250,
  }));
  const inspectPort = await freePort();
  const app = await startAppOnPostgres({
    NODE_OPTIONS: `--inspect-port=${inspectPort}`,
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    SIGNUP_CREDITS: '100000',
  });
  try {
    const server = childProcessId(app.pid(), 'next-server');
    const supabase = childProcessId(process.pid, 'supabase/embedded/server');
    const accounts: Account[] = [];
    while (accounts.length < USERS) accounts.push(await signUp(app));
    const measure = async () => {
      const uncollected = await residentBytes(server);
      await collectGarbage(server, inspectPort);
      return { uncollected, server: await residentBytes(server), supabase: await residentBytes(supabase) };
    };

    await makePictures(app, accounts, FEW);
    const few = await measure();
    console.error(`memory: ${FEW} pictures, ${Math.round(few.server / MB)} MB`);
    for (let made = FEW; made < MANY; made += FEW) {
      await makePictures(app, accounts, FEW);
      console.error(`memory: ${made + FEW} pictures`);
    }
    const many = await measure();
    return [
      toRow(
        'memory after 1,000 pictures of 4 MB and a garbage collection, against 100',
        many.server / MB,
        'MB',
        few.server / MB,
        {
          of: 'ratio',
          atMost: 1.2,
        },
      ),
      toRow('the same, before the garbage is collected', many.uncollected / MB, 'MB', few.uncollected / MB),
      toRow('memory of the embedded Supabase meanwhile', many.supabase / MB, 'MB', few.supabase / MB),
    ];
  } finally {
    await app.close();
    await gemini.close();
  }
}

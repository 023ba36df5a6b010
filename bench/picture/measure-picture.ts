import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from '@supabase/supabase-js';
import { childProcessId } from '@/bench/memory/child-process-id';
import { noisePicture } from '@/bench/memory/noise-picture';
import { type Row, toRow } from '@/bench/row';
import type { Database } from '@/lib/supabase/database.types';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { startGeminiServer } from '@/tests/support/gemini-server';
import { queuePictures } from '@/tests/support/queue-pictures';

const WARM_UP = 40;
const COUNT = 200;
const USERS = 10;
const TICKS_PER_SECOND = 100;

/** What a process has taken of the processor so far, all its threads together, in ms. Linux only. */
function cpuMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

async function bareLoop(env: Record<string, string>): Promise<number> {
  const child = fork(fileURLToPath(new URL('bare-loop.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env, WARM_UP: String(WARM_UP), COUNT: String(COUNT) },
  });
  const [perPicture] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('The bare loop ended before it was done.'))),
  ])) as [number];
  return perPicture;
}

/**
 * What a picture of 4 MB costs the server's process, from its claim to its completion, beside a loop that asks for it, decodes it,
 * makes its thumbnail and hashes, stores both, and nothing else.
 */
export async function measurePicture(): Promise<Row[]> {
  const picture = await noisePicture();
  const gemini = await startGeminiServer();
  gemini.setBehaviour({ kind: 'ok', picture });
  const app = await startAppOnPostgres({ GEMINI_API_KEY: 'test-key', GOOGLE_GEMINI_BASE_URL: gemini.url });
  try {
    const server = childProcessId(app.pid(), 'next-server');
    const admin = createClient<Database>(app.supabaseUrl, app.secretKey, { auth: { persistSession: false } });
    const users = Array.from({ length: USERS }, () => randomUUID());
    await app.database`
      insert into auth.users (id, email) select id, id || '@example.com' from unnest(${users}::uuid[]) as given (id)`;
    const make = (count: number) =>
      makePictures(app, count, (taskIds) =>
        Promise.all(
          users.map((userId, index) =>
            queuePictures(
              admin,
              userId,
              taskIds.filter((_, number) => number % USERS === index),
            ),
          ),
        ),
      );
    await make(WARM_UP);
    const before = cpuMs(server);
    await make(COUNT);
    const ours = (cpuMs(server) - before) / COUNT;
    const bare = await bareLoop({
      GEMINI_URL: gemini.url,
      SUPABASE_URL: app.supabaseUrl,
      SECRET_KEY: app.secretKey,
      FOLDER: users[0] ?? '',
    });
    return [
      toRow(
        'processor per picture of 4 MB, against a bare loop that decodes, makes thumbnail and hash, and stores both',
        ours,
        'ms',
        bare,
        { of: 'ratio', atMost: 1.5 },
      ),
    ];
  } finally {
    await app.close();
    await gemini.close();
  }
}

async function makePictures(
  { database }: AppOnPostgres,
  count: number,
  queue: (taskIds: string[]) => Promise<unknown>,
): Promise<void> {
  const taskIds = Array.from({ length: count }, () => randomUUID());
  await queue(taskIds);
  for (let left = count; left > 0; await wait(200)) {
    const [row] = await database<{ left: number; failed: number }[]>`
      select count(*) filter (where finished_at is null)::int as left,
             count(*) filter (where status in ('failed', 'canceled'))::int as failed
        from public.tasks where id = any (${taskIds})`;
    if (row?.failed) throw new Error('A picture was not made.');
    left = row?.left ?? 0;
  }
}

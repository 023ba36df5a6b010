import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@supabase/supabase-js';
import { childProcessId } from '@/bench/memory/child-process-id';
import { evaluateIn } from '@/bench/memory/inspect-process';
import { residentNow } from '@/bench/memory/resident-bytes';
import { type Row, toRow } from '@/bench/row';
import type { Database } from '@/lib/supabase/database.types';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { freePort } from '@/tests/support/free-port';
import { startGeminiServer } from '@/tests/support/gemini-server';
import { queuePictures } from '@/tests/support/queue-pictures';

const IN_FLIGHT = 500;
const PLACES_OF_A_USER = 4;
const WATCHED_SECONDS = 60;
const HEARTBEAT_SECONDS = 15;
const MB = 2 ** 20;

interface Watched {
  /** Delay of the event loop beyond its timer, p99, in ms. */
  delayMs: number;
  heartbeatsPerSecond: number;
  megabytes: number;
}

/** What the server does in a minute in which nobody asks for anything. */
async function watch(app: AppOnPostgres, server: number, port: number): Promise<Watched> {
  const heartbeats = async () => {
    const [row] = await app.database<{ calls: number }[]>`
      select coalesce(sum(calls), 0)::int as calls from pg_stat_user_functions
       where schemaname = 'public' and funcname like 'heartbeat%'`;
    return row?.calls ?? 0;
  };
  const before = await heartbeats();
  await evaluateIn(
    server,
    port,
    `globalThis.loopDelay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 10 }), Number(loopDelay.enable())`,
  );
  await wait(WATCHED_SECONDS * 1000);
  // Each expected delay is one resolution.
  const delayMs = await evaluateIn(server, port, 'loopDelay.disable(), loopDelay.percentile(99) / 1e6 - 10');
  return {
    delayMs: Math.max(0, delayMs),
    heartbeatsPerSecond: ((await heartbeats()) - before) / WATCHED_SECONDS,
    megabytes: residentNow(server) / MB,
  };
}

/** One process that waits for 500 pictures of 125 people, beside the same process before it has any. */
export async function measureFlight(): Promise<Row[]> {
  const gemini = await startGeminiServer();
  gemini.setBehaviour('hang');
  const port = await freePort();
  const app = await startAppOnPostgres({
    NODE_OPTIONS: `--inspect-port=${port}`,
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    WORKER_CONCURRENCY: String(IN_FLIGHT),
    TASK_HEARTBEAT_SECONDS: String(HEARTBEAT_SECONDS),
  });
  try {
    await app.database`alter system set track_functions = 'pl'`;
    await app.database`select pg_reload_conf()`;
    const server = childProcessId(app.pid(), 'next-server');
    const none = await watch(app, server, port);
    const admin = createClient<Database>(app.supabaseUrl, app.secretKey, { auth: { persistSession: false } });
    const users = Array.from({ length: IN_FLIGHT / PLACES_OF_A_USER }, () => randomUUID());
    await app.database`
      insert into auth.users (id, email) select id, id || '@example.com' from unnest(${users}::uuid[]) as given (id)`;
    for (const userId of users) {
      const taskIds = Array.from({ length: PLACES_OF_A_USER }, () => randomUUID());
      await queuePictures(admin, userId, taskIds, { retryDelaysSeconds: [5, 10, 20] });
    }
    await gemini.received(IN_FLIGHT);
    console.error(`  ${IN_FLIGHT} pictures in flight`);
    const full = await watch(app, server, port);
    return [
      toRow(
        `${IN_FLIGHT} pictures in flight: delay of the event loop, p99, against none`,
        full.delayMs,
        'ms',
        none.delayMs,
      ),
      toRow(
        'the same: heartbeats, against one for each picture',
        full.heartbeatsPerSecond,
        '/s',
        IN_FLIGHT / HEARTBEAT_SECONDS,
        { of: 'value', atMost: 0.2 },
      ),
      toRow('the same: memory of the server, against none', full.megabytes, 'MB', none.megabytes),
    ];
  } finally {
    await app.close();
    await gemini.close();
  }
}

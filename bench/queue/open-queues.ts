import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbedded } from '@/lib/supabase/embedded/start';
import { freePort } from '@/tests/support/free-port';
import { startPostgres } from '@/tests/support/postgres';
import { installApplication } from './application';
import { darkroomQueue } from './darkroom-queue';
import { graphileQueue } from './graphile-queue';
import { pgBossQueue } from './pg-boss-queue';
import type { Queue } from './queue';

interface OpenQueue {
  name: (typeof names)[number];
  /** Finished jobs behind. */
  behind: number;
  queue: Queue;
}

interface OpenQueues {
  all: OpenQueue[];
  /** In every database what autovacuum does within a minute, so that its minute falls into no round. */
  analyse(): Promise<void>;
  close(): Promise<void>;
}

const names = [
  'ours',
  'graphile-worker',
  'pg-boss',
  'graphile-worker with an application',
  'pg-boss with an application',
] as const;

const makers: Record<OpenQueue['name'], (url: string, connections: number) => Promise<Queue>> = {
  ours: darkroomQueue,
  'graphile-worker': graphileQueue,
  'pg-boss': pgBossQueue,
  'graphile-worker with an application': async (url, connections) =>
    graphileQueue(url, connections, await installApplication(url)),
  'pg-boss with an application': async (url, connections) =>
    pgBossQueue(url, connections, await installApplication(url)),
};
/** The first one deletes what is finished: nothing ever lies behind. */
const ONLY_EMPTY: string[] = [
  'graphile-worker',
  'graphile-worker with an application',
  'pg-boss with an application',
];

/** Applies our migrations, as the product does. */
async function migrate(databaseUrl: string): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'darkroom-data-'));
  try {
    const { stop } = await startEmbedded({ dataDir, port: await freePort(), databaseUrl });
    await stop();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function analyse(urls: string[]): Promise<void> {
  for (const url of urls) {
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    await sql`vacuum analyze`;
    await sql.end();
  }
}

/** Every queue at every depth, each in a database of its own, all in one PostgreSQL with its own defaults. */
export async function openQueues(connections: number, depths: readonly number[]): Promise<OpenQueues> {
  const server = await startPostgres({ stock: true });
  const admin = postgres(server.url.replace(/\/postgres$/, '/template1'), {
    max: 1,
    onnotice: () => undefined,
  });
  const all: OpenQueue[] = [];
  const urls: string[] = [];
  const close = async () => {
    await Promise.all(all.map(({ queue }) => queue.close()));
    await admin.end();
    await server.stop();
  };
  try {
    await migrate(server.url);
    for (const behind of depths) {
      for (const name of names) {
        if (behind > 0 && ONLY_EMPTY.includes(name)) continue;
        const database = `${name.replaceAll(/\W/g, '_')}_${behind}`;
        await admin.unsafe(
          `create database ${database} template ${name === 'ours' ? 'postgres' : 'template0'}`,
        );
        const url = server.url.replace(/\/postgres$/, `/${database}`);
        const queue = await makers[name](url, connections);
        all.push({ name, behind, queue });
        urls.push(url);
        if (behind === 0) continue;
        console.error(`  ${name}: ${behind} finished jobs behind`);
        await queue.leaveFinished(behind);
      }
    }
    return { all, analyse: () => analyse(urls), close };
  } catch (error) {
    await close();
    throw error;
  }
}

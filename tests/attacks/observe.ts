import { setTimeout as wait } from 'node:timers/promises';
import { childProcessId } from '@/bench/memory/child-process-id';
import { residentNow } from '@/bench/memory/resident-bytes';
import type { Account, TestApp } from '@/tests/support/app';
import { groupMemory } from '@/tests/support/group-memory';
import { quantile } from '@/tests/support/quantile';

const LOOK_MS = 200;

interface Observation {
  pollP50Ms: number;
  pollP95Ms: number;
  healthMaxMs: number;
  staticMaxMs: number;
  /** Of the server's process, and of all processes of the app together. */
  serverPeak: number;
  groupPeak: number;
}

/** A file of the build, as the sign-in page names it. */
export async function staticFile(app: TestApp): Promise<string> {
  const page = await (await fetch(`${app.url}/login`)).text();
  const path = /\/_next\/static\/[^"]+\.js/.exec(page)?.[0];
  if (!path) throw new Error('The page names no file.');
  return app.url + path;
}

/** In ms; a fault took for ever. */
async function timed(ask: () => Promise<Response>): Promise<number> {
  const startedAt = performance.now();
  const response = await ask();
  await response.arrayBuffer();
  return response.status < 500 ? performance.now() - startedAt : Number.POSITIVE_INFINITY;
}

/** What somebody who only looks at their picture notices of the app until the signal aborts. */
export async function observe(
  app: TestApp,
  victim: Account,
  { taskId, file, signal }: { taskId: string; file: string; signal: AbortSignal },
): Promise<Observation> {
  const server = childProcessId(app.pid(), 'next-server');
  let [serverPeak, groupPeak] = [0, 0];
  const repeat = async (ask: () => Promise<Response>) => {
    const took: number[] = [];
    while (!signal.aborted) {
      took.push(await timed(ask));
      serverPeak = Math.max(serverPeak, residentNow(server));
      await wait(LOOK_MS);
    }
    return took;
  };
  const memory = setInterval(() => {
    groupPeak = Math.max(groupPeak, groupMemory(app.pid()));
  }, 500);
  try {
    const [polls, health, files] = await Promise.all([
      repeat(() => victim.api('POST', '/api/generate-image/polling', { taskIds: [taskId] })),
      repeat(() => fetch(`${app.url}/api/health`)),
      repeat(() => fetch(file, { headers: { 'Cache-Control': 'no-cache' } })),
    ]);
    return {
      pollP50Ms: quantile(polls, 0.5),
      pollP95Ms: quantile(polls, 0.95),
      healthMaxMs: Math.max(...health),
      staticMaxMs: Math.max(...files),
      serverPeak,
      groupPeak,
    };
  } finally {
    clearInterval(memory);
  }
}

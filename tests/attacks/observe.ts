import { setTimeout as wait } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
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

interface View {
  url: string;
  /** The leader of the app's processes. */
  pid: number;
  token: string;
  taskId: string;
  file: string;
  ms: number;
}

async function look({ url, pid, token, taskId, file, ms }: View): Promise<Observation> {
  const server = childProcessId(pid, 'next-server');
  const over = AbortSignal.timeout(ms);
  let [serverPeak, groupPeak] = [0, 0];
  const repeat = async (ask: () => Promise<Response>) => {
    const took: number[] = [];
    while (!over.aborted) {
      took.push(await timed(ask));
      serverPeak = Math.max(serverPeak, residentNow(server));
      await wait(LOOK_MS);
    }
    return took;
  };
  const memory = setInterval(() => {
    groupPeak = Math.max(groupPeak, groupMemory(pid));
  }, 500);
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ taskIds: [taskId] });
  try {
    const [polls, health, files] = await Promise.all([
      repeat(() => fetch(`${url}/api/generate-image/polling`, { method: 'POST', headers, body })),
      repeat(() => fetch(`${url}/api/health`)),
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

/** What somebody who only looks at their picture notices of the app, from a thread of their own: the attacker's is busy. */
export function observe(
  app: TestApp,
  { token }: Account,
  seen: Pick<View, 'taskId' | 'file' | 'ms'>,
): Promise<Observation> {
  const view: View = { url: app.url, pid: app.pid(), token, ...seen };
  const seer = new Worker(new URL(import.meta.url), { workerData: view });
  return new Promise((resolve, reject) => seer.once('message', resolve).once('error', reject));
}

if (!isMainThread) parentPort?.postMessage(await look(workerData as View));

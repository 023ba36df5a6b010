import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 500;
/** V8 waits 8 s before it takes a process for idle and gives memory back. */
const STEADY_MS = 12_000;
const STEADY_WITHIN = 0.02;
const AT_MOST_MS = 120_000;

export function residentNow(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

/** A process's resident size in bytes, once it has stayed within 2 % for 12 s. Linux only. */
export async function residentBytes(pid: number): Promise<number> {
  const deadline = performance.now() + AT_MOST_MS;
  let since = performance.now();
  let steady = residentNow(pid);
  while (performance.now() - since < STEADY_MS) {
    if (performance.now() > deadline) throw new Error(`The size of process ${pid} does not come to rest.`);
    await wait(LOOK_EVERY_MS);
    const now = residentNow(pid);
    if (Math.abs(now - steady) <= steady * STEADY_WITHIN) continue;
    steady = now;
    since = performance.now();
  }
  return steady;
}

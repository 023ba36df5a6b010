import type { DatabaseEvent } from '@/tests/history/database-event';

export interface Waits {
  /** Most tasks that any user had running at any instant. */
  mostRunning: number;
  /** By user: how long each task waited for its first claim, in ms, shortest first. */
  waits: Map<string, number[]>;
  /** By user: how many tasks of others were claimed between their arrival and their first claim. */
  overtaken: Map<string, number>;
  /** By user: how many tasks of others were queued when they came. */
  ahead: Map<string, number>;
}

/** Who waited how long, and for whom, from the recorded changes of tasks. */
export function measureWaits(events: DatabaseEvent[]): Waits {
  const running = new Map<string, number>();
  const waits = new Map<string, number[]>();
  const overtaken = new Map<string, number>();
  const ahead = new Map<string, number>();
  const arrived = new Set<string>();
  const served = new Set<string>();
  let mostRunning = 0;
  let queued = 0;
  for (const event of events) {
    if (event.table !== 'tasks' || !event.new) continue;
    const { user_id: userId, status, attempts, created_at: createdAt } = event.new;
    if (event.op === 'insert') {
      if (!arrived.has(userId)) ahead.set(userId, queued);
      arrived.add(userId);
    }
    queued += Number(status === 'queued') - Number(event.old?.status === 'queued');
    const change = Number(status === 'processing') - Number(event.old?.status === 'processing');
    const now = (running.get(userId) ?? 0) + change;
    running.set(userId, now);
    mostRunning = Math.max(mostRunning, now);
    if (change !== 1) continue;
    if (attempts === 1) waits.set(userId, [...(waits.get(userId) ?? []), event.at - createdAt]);
    served.add(userId);
    for (const other of arrived) {
      if (!served.has(other)) overtaken.set(other, (overtaken.get(other) ?? 0) + 1);
    }
  }
  for (const own of waits.values()) own.sort((a, b) => a - b);
  return { mostRunning, waits, overtaken, ahead };
}

import type { DatabaseEvent } from '@/tests/history/database-event';
import type { Incident } from './saboteur';

/** A lease as long as it was held, and what came of its task. */
interface Holding {
  process: string;
  from: number;
  until: number;
  /** Taken back or given back, and not ended by its holder. */
  interrupted: boolean;
  claimedAgainAt: number | undefined;
}

export interface Recovery {
  kind: Incident['kind'];
  /** From the signal until the database knew that the process no longer holds the task, in ms. */
  noticedMs: number;
  /** From the signal until a process held it again; undefined if it had no attempt left. */
  claimedAgainMs: number | undefined;
}

function readHoldings(events: DatabaseEvent[], processOf: Map<string, string>): Holding[] {
  const holdings: Holding[] = [];
  const current = new Map<string, Holding>();
  const waiting = new Map<string, Holding>();
  for (const event of events) {
    if (event.table !== 'tasks' || !event.new || event.old?.lease_token === event.new.lease_token) continue;
    const { id, lease_token: token, status, error_code: code } = event.new;
    const before = current.get(id);
    if (before && event.old?.lease_token) {
      before.until = event.at;
      before.interrupted = code === 'lease_expired' || (status === 'queued' && code === null);
      if (status === 'queued') waiting.set(id, before);
      current.delete(id);
    }
    if (token === null) continue;
    const waited = waiting.get(id);
    if (waited) waited.claimedAgainAt = event.at;
    waiting.delete(id);
    const process = processOf.get(token) ?? '';
    const held = {
      process,
      from: event.at,
      until: Number.POSITIVE_INFINITY,
      interrupted: false,
      claimedAgainAt: undefined,
    };
    current.set(id, held);
    holdings.push(held);
  }
  return holdings;
}

/** How long each task that a signaled process held went without a living holder. `processOf` tells who got a lease. */
export function measureRecoveries(
  events: DatabaseEvent[],
  incidents: Incident[],
  processOf: Map<string, string>,
): Recovery[] {
  const holdings = readHoldings(events, processOf);
  return incidents.flatMap(({ kind, process, at }) =>
    holdings
      .filter((held) => held.process === process && held.from <= at && at < held.until && held.interrupted)
      .map(({ until, claimedAgainAt }) => ({
        kind,
        noticedMs: until - at,
        claimedAgainMs: claimedAgainAt === undefined ? undefined : claimedAgainAt - at,
      })),
  );
}

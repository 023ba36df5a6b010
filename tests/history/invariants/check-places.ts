import { Check, type CheckResult } from '@/tests/history/check';
import type { TaskRow } from '@/tests/history/database-event';
import type { History } from '@/tests/history/history';

/** At every commit: no user has more tasks of a lane processing than there are places for one. */
export function checkPlaces(history: History): CheckResult[] {
  const check = new Check('never more processing per user than the limit');
  const running = new Map<string, Set<string>>();
  for (const { events, txid } of history.transactions) {
    const touched = new Map<string, TaskRow>();
    for (const event of events) {
      if (event.table !== 'tasks') continue;
      const row = event.new ?? event.old;
      if (!row || event.old?.status === event.new?.status) continue;
      const key = `${row.user_id} ${row.lane}`;
      const held = running.get(key) ?? new Set();
      if (event.new?.status === 'processing') held.add(row.id);
      else held.delete(row.id);
      running.set(key, held);
      touched.set(key, row);
    }
    for (const [key, { user_id, lane, places }] of touched) {
      const count = running.get(key)?.size ?? 0;
      check.that(
        count <= (places ?? history.limits.maxRunning),
        () => `user ${user_id} has ${count} processing in the lane ${lane} after ${txid}`,
      );
    }
  }
  return [check.result];
}

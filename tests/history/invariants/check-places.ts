import { Check, type CheckResult } from '@/tests/history/check';
import type { History } from '@/tests/history/history';

/** At every commit: no user has more tasks processing than the limit. */
export function checkPlaces(history: History): CheckResult[] {
  const check = new Check('never more processing per user than the limit');
  const running = new Map<string, Set<string>>();
  for (const { events, txid } of history.transactions) {
    const touched = new Set<string>();
    for (const event of events) {
      if (event.table !== 'tasks') continue;
      const row = event.new ?? event.old;
      if (!row || event.old?.status === event.new?.status) continue;
      const held = running.get(row.user_id) ?? new Set();
      if (event.new?.status === 'processing') held.add(row.id);
      else held.delete(row.id);
      running.set(row.user_id, held);
      touched.add(row.user_id);
    }
    for (const userId of touched) {
      const count = running.get(userId)?.size ?? 0;
      check.that(
        count <= history.limits.maxRunning,
        () => `user ${userId} has ${count} processing after ${txid}`,
      );
    }
  }
  return [check.result];
}

import { Check, type CheckResult } from '@/tests/history/check';
import type { LeaseCall } from '@/tests/history/client-log';
import type { History, TaskChange } from '@/tests/history/history';

/** Between the fence's look at the clock and the row's being written. */
const FENCE_TO_ROW_MS = 1000;

const ends: Record<LeaseCall, readonly TaskChange['outcome'][]> = {
  complete_image: ['completed'],
  fail_task: ['failed'],
  release_task: ['released'],
  heartbeat_tasks: [],
};

/** Without its own running lease a worker changes nothing; only the sweep takes from a lease that has run out. */
export function checkLeases(history: History): CheckResult[] {
  const stale = new Check('a stale lease changes nothing');
  const early = new Check('a running lease is not taken away');
  const answers = new Check('a worker is told "done" only under its own lease');
  const byToken = new Map<string, TaskChange[]>();

  for (const task of history.tasks.values()) {
    for (const change of task.changes) {
      const { old, new: row, at, outcome } = change;
      if (old?.status !== 'processing' || !row) continue;
      const token = old.lease_token ?? '';
      byToken.set(token, [...(byToken.get(token) ?? []), change]);
      const left = (old.lease_expires_at ?? 0) - at;
      if (row.status === 'processing') {
        if (row.lease_expires_at === old.lease_expires_at) continue;
        stale.that(
          left > -FENCE_TO_ROW_MS,
          () => `task ${task.id}: a heartbeat ${-left} ms after the lease ran out`,
        );
      } else if (outcome === 'expired') {
        early.that(left <= 0, () => `task ${task.id} was taken back ${left} ms before its lease ran out`);
      } else if (outcome !== 'canceled') {
        stale.that(
          left > -FENCE_TO_ROW_MS,
          () => `task ${task.id}: ${outcome} ${-left} ms after the lease ran out`,
        );
      }
    }
    const completions = new Set(
      task.changes.filter(({ outcome }) => outcome === 'completed').map(({ transaction }) => transaction),
    );
    for (const { transaction, old, new: image } of task.images) {
      if (!image?.object_key || old?.object_key === image.object_key || !old) continue;
      stale.that(
        completions.has(transaction),
        () => `the picture of task ${task.id} was written without completing it`,
      );
    }
  }
  for (const event of history.client) {
    if (event.kind !== 'finished' || !event.won) continue;
    const changes = byToken.get(event.leaseToken) ?? [];
    const done =
      event.call === 'heartbeat_tasks'
        ? changes.some(({ new: row }) => row?.lease_token === event.leaseToken)
        : changes.some(({ outcome }) => ends[event.call].includes(outcome));
    answers.that(
      done,
      () => `task ${event.taskId}: ${event.call} was accepted from a lease that did not hold it`,
    );
  }
  return [stale, early, answers].map(({ result }) => result);
}

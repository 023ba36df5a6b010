import { Check, type CheckResult } from '@/tests/history/check';
import type { ClientEvent } from '@/tests/history/client-log';
import { type History, type Transaction, terminalStatuses } from '@/tests/history/history';

type Sight = Extract<ClientEvent, { kind: 'observed' }>;

/**
 * Statuses by version, as they were visible: a transaction's last state of a task is all that anyone can see of it. It is the one
 * of the highest version: where a trigger changes a row that its own statement changed, the inner change is written down first.
 */
function visibleStates(history: History): Map<string, Set<string>> {
  const states = new Map<string, Set<string>>();
  for (const task of history.tasks.values()) {
    const last = new Map<Transaction, { version: number; status: string }>();
    for (const { transaction, new: row } of task.changes) {
      if (row && row.version >= (last.get(transaction)?.version ?? 0)) last.set(transaction, row);
    }
    states.set(task.id, new Set(Array.from(last.values(), ({ version, status }) => `${version} ${status}`)));
  }
  return states;
}

/** What clients saw of a task: states that were, in the order in which they were. */
export function checkSights(history: History): CheckResult[] {
  const real = new Check('a client sees only states that were');
  const order = new Check('a client never sees a task go back');
  const pictures = new Check('a task that is seen as completed has its picture, a failed one its refund');
  const reads = new Check('a picture is readable, and always the same bytes');
  const states = visibleStates(history);
  const sights = new Map<string, Sight[]>();
  const hashes = new Map<string, string>();

  for (const event of history.client) {
    if (event.kind === 'observed') {
      const { task } = event;
      const { taskId, status, version } = task;
      sights.set(taskId, [...(sights.get(taskId) ?? []), event]);
      real.that(
        states.get(taskId)?.has(`${version} ${status}`) ?? false,
        () => `task ${taskId} was seen as ${status} in version ${version}`,
      );
      const known = history.tasks.get(taskId);
      const hidden = known?.images.some(({ new: image }) => image?.deleted_at !== null) ?? false;
      const expected = known && known.images.length > 0 ? 1 : 0;
      if (status === 'completed')
        pictures.that(
          task.images.length === expected || hidden,
          () => `task ${taskId} was seen completed with ${task.images.length} pictures`,
        );
      if (status === 'failed' || task.error)
        pictures.that(
          task.error?.refunded === (known?.price ?? 0) > 0,
          () => `task ${taskId} was seen ${status}, refunded: ${task.error?.refunded}`,
        );
    } else if (event.kind === 'imageRead') {
      const key = `${event.taskId} ${event.variant}`;
      const first = hashes.get(key) ?? event.sha256;
      reads.that(
        event.sha256 !== null && event.sha256 === first,
        () => `${key}: ${event.sha256 ?? 'nothing'} was read, before ${first}`,
      );
      if (first) hashes.set(key, first);
    }
  }
  for (const [taskId, seen] of sights) {
    const answered = seen.toSorted((a, b) => a.answeredAt - b.answeredAt);
    let next = 0;
    let latest: Sight | undefined;
    for (const sight of seen.toSorted((a, b) => a.askedAt - b.askedAt)) {
      for (
        let before = answered[next];
        before && before.answeredAt <= sight.askedAt;
        before = answered[next]
      ) {
        if (before.task.version >= (latest?.task.version ?? 0)) latest = before;
        next += 1;
      }
      if (!latest) continue;
      const { status, version } = latest.task;
      const ended = terminalStatuses.includes(status) && sight.task.status !== status;
      order.that(
        !ended && sight.task.version >= version,
        () =>
          `task ${taskId}: ${status} (${version}) was seen before ${sight.task.status} (${sight.task.version})`,
      );
    }
  }
  return [real, order, pictures, reads].map(({ result }) => result);
}

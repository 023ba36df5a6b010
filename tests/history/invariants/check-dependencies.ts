import { Check, type CheckResult } from '@/tests/history/check';
import { type History, isTerminal } from '@/tests/history/history';
import { replay } from '@/tests/history/replay';

/** A task that waits for others stays where it is until the last of them has ended, and knows how many are still open. */
export function checkDependencies(history: History): CheckResult[] {
  const order = new Check('no task is claimed before those that it waits for have ended');
  const waits = new Check('a task waits for as many as are open');

  for (const { transaction, tasks, parents, children, before } of replay(history)) {
    const concerned = new Set(before.keys());
    for (const id of before.keys()) for (const child of children.get(id) ?? []) concerned.add(child);
    for (const id of concerned) {
      const task = tasks.get(id);
      const edges = parents.get(id) ?? [];
      if (!task || edges.length === 0) continue;
      const open = edges.filter(({ parent_id }) => !isTerminal(tasks.get(parent_id) ?? null));
      if (task.status === 'processing' && before.get(id)?.status === 'queued') {
        order.that(
          open.length === 0,
          () =>
            `task ${id} was claimed in ${transaction.txid} while ${open.map((edge) => edge.parent_id)} was open`,
        );
      } else if (task.status === 'queued') {
        waits.that(
          task.waits_for === open.length,
          () => `task ${id} waits for ${task.waits_for} after ${transaction.txid}, ${open.length} are open`,
        );
      }
    }
  }
  return [order, waits].map(({ result }) => result);
}

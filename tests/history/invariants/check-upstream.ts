import { Check, type CheckResult } from '@/tests/history/check';
import type { TaskRow } from '@/tests/history/database-event';
import { type History, isTerminal } from '@/tests/history/history';
import { type Moment, replay } from '@/tests/history/replay';

/** Whether what ended a task was not a person's cancel, which cancels what waits for it too, and needs no reason. */
const endedByItself = ({ status, error_code }: TaskRow) => status !== 'canceled' || error_code !== null;

const refundsIn = ({ transaction }: Moment, taskId: string) =>
  transaction.events.filter(
    ({ table, op, new: row }) =>
      table === 'credit_ledger' && op === 'insert' && row?.kind === 'refund' && row.task_id === taskId,
  ).length;

/**
 * When too few of those that a task needs have completed, the transaction that ends the last of them cancels it, says why and
 * refunds it; and so down the graph.
 */
export function checkUpstream(history: History): CheckResult[] {
  const canceled = new Check(
    'what lost what it needs is canceled with upstream_failed, and refunded, at once',
  );
  const needless = new Check('upstream_failed only where too few completed');

  for (const moment of replay(history)) {
    const { transaction, tasks, parents, children, before } = moment;
    const concerned = new Set(before.keys());
    for (const id of before.keys()) for (const child of children.get(id) ?? []) concerned.add(child);
    for (const id of concerned) {
      const task = tasks.get(id);
      const edges = parents.get(id) ?? [];
      const ends = edges.flatMap(({ parent_id }) => tasks.get(parent_id) ?? []);
      if (!task || edges.length === 0 || ends.length < edges.length) continue;
      const completed = ends.filter(({ status }) => status === 'completed').length;
      const doomed = ends.every(isTerminal) && completed < task.needs;
      if (doomed) {
        const now = before.has(id) && !isTerminal(before.get(id) ?? null);
        const byItself = ends.some((parent) => before.has(parent.id) && endedByItself(parent));
        const refunded = refundsIn(moment, id) === (task.price > 0 ? 1 : 0);
        canceled.that(
          task.status === 'canceled' &&
            (!now || (refunded && (!byItself || task.error_code === 'upstream_failed'))),
          () =>
            `task ${id} needs ${task.needs} and has ${completed} after ${transaction.txid}; it is ${task.status} (${task.error_code}), refunded: ${refunded}`,
        );
      }
      if (task.error_code === 'upstream_failed' && before.has(id)) {
        needless.that(
          doomed,
          () =>
            `task ${id} was canceled in ${transaction.txid} with ${completed} of ${task.needs} that it needs`,
        );
      }
    }
  }
  return [canceled, needless].map(({ result }) => result);
}

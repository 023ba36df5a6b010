import { Check, type CheckResult } from '@/tests/history/check';
import type { EntryRow } from '@/tests/history/database-event';
import type { History, TaskHistory, Transaction } from '@/tests/history/history';

interface Entry {
  transaction: Transaction;
  row: EntryRow;
}

function entriesByTask(history: History, kind: EntryRow['kind']): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>();
  for (const transaction of history.transactions) {
    for (const event of transaction.events) {
      if (event.table !== 'credit_ledger' || event.op !== 'insert' || event.new?.kind !== kind) continue;
      const taskId = event.new.task_id ?? '';
      entries.set(taskId, [...(entries.get(taskId) ?? []), { transaction, row: event.new }]);
    }
  }
  return entries;
}

/** The change that made a task failed or canceled. */
function refundable(task: TaskHistory) {
  return task.changes.find(({ new: row }) => row?.status === 'failed' || row?.status === 'canceled');
}

/** Charged exactly once with the task; refunded exactly once, the same amount, if and only if it failed or was canceled. */
export function checkCharges(history: History): CheckResult[] {
  const charges = entriesByTask(history, 'charge');
  const refunds = entriesByTask(history, 'refund');
  const charged = new Check('every priced task is charged once');
  const owed = new Check('no charge without its task');
  const refunded = new Check('refunded once if and only if failed or canceled');
  const equal = new Check('a refund equals its charge');

  for (const task of history.tasks.values()) {
    const own = charges.get(task.id) ?? [];
    const made = task.changes[0];
    const right =
      task.price === 0
        ? own.length === 0
        : own.length === 1 && own[0]?.row.amount === -task.price && own[0].transaction === made?.transaction;
    const seen = own.map(({ row }) => row.amount).join(', ') || 'nothing';
    charged.that(right, () => `task ${task.id} of price ${task.price} was charged ${seen}`);

    const back = refunds.get(task.id) ?? [];
    const end = refundable(task);
    const due = end && own.length > 0 ? 1 : 0;
    refunded.that(
      back.length === due && back.every(({ transaction }) => transaction === end?.transaction),
      () =>
        `task ${task.id} (${task.last?.status ?? 'deleted'}) was refunded ${back.length} times, not ${due} with its end`,
    );
  }
  for (const [taskId, entries] of charges) {
    const task = history.tasks.get(taskId);
    const right = entries.every(({ row }) => row.user_id === task?.userId);
    owed.that(right, () => `a charge for task ${taskId}, which ${task ? "is another user's" : 'never was'}`);
  }
  for (const [taskId, entries] of refunds) {
    const [charge] = charges.get(taskId) ?? [];
    for (const { row } of entries) {
      const right = charge?.row.amount === -row.amount && charge.row.user_id === row.user_id;
      equal.that(
        right,
        () => `task ${taskId}: ${row.amount} came back for a charge of ${charge?.row.amount ?? 0}`,
      );
    }
  }
  return [charged, owed, refunded, equal].map(({ result }) => result);
}

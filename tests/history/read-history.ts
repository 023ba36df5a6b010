import type { DatabaseEvent } from './database-event';
import type { History, TaskHistory, Transaction } from './history';

/** Transactions in the order in which they were committed, as far as anything that shares a lock can tell. */
function groupTransactions(events: DatabaseEvent[]): Transaction[] {
  const byId = new Map<string, Transaction>();
  for (const event of events.toSorted((a, b) => a.seq - b.seq)) {
    const known = byId.get(event.txid) ?? { txid: event.txid, at: event.at, events: [] };
    known.events.push(event);
    known.at = event.at;
    // Moved to the end: what a transaction waited for was committed before its own last row.
    byId.delete(event.txid);
    byId.set(event.txid, known);
  }
  return [...byId.values()];
}

function outcomeIn(transaction: Transaction, taskId: string): TaskHistory['changes'][number]['outcome'] {
  for (const event of transaction.events) {
    if (event.table === 'task_attempts' && event.new?.task_id === taskId && event.new.outcome) {
      return event.new.outcome;
    }
  }
  return null;
}

function readTasks(transactions: Transaction[]): Map<string, TaskHistory> {
  const tasks = new Map<string, TaskHistory>();
  const each = (visit: (event: DatabaseEvent, transaction: Transaction) => void) => {
    for (const transaction of transactions) {
      for (const event of transaction.events) visit(event, transaction);
    }
  };
  each((event, transaction) => {
    if (event.table !== 'tasks') return;
    const row = event.new ?? event.old;
    if (!row) return;
    const task = tasks.get(row.id) ?? {
      id: row.id,
      userId: row.user_id,
      price: row.price,
      changes: [],
      attempts: [],
      images: [],
      last: null,
    };
    const outcome = event.op === 'update' ? outcomeIn(transaction, row.id) : null;
    task.changes.push({ transaction, at: event.at, old: event.old, new: event.new, outcome });
    task.last = event.new;
    tasks.set(row.id, task);
  });
  each((event, transaction) => {
    if (event.table !== 'task_attempts' && event.table !== 'generated_images') return;
    const task = tasks.get((event.new ?? event.old)?.task_id ?? '');
    if (event.table === 'task_attempts') task?.attempts.push({ transaction, old: event.old, new: event.new });
    else task?.images.push({ transaction, old: event.old, new: event.new });
  });
  return tasks;
}

/** Puts recorded events in order, by transaction and by task. */
export function readHistory(
  events: DatabaseEvent[],
  rest: Omit<History, 'transactions' | 'tasks' | 'endedAt'>,
): History {
  const transactions = groupTransactions(events);
  return {
    ...rest,
    transactions,
    tasks: readTasks(transactions),
    endedAt: transactions.at(-1)?.at ?? 0,
  };
}

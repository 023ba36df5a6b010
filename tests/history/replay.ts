import type { DependencyRow, GroupRow, TaskRow } from './database-event';
import type { History, Transaction } from './history';

/** What was visible once a transaction had been committed. */
export interface Moment {
  transaction: Transaction;
  tasks: ReadonlyMap<string, TaskRow>;
  groups: ReadonlyMap<string, GroupRow>;
  /** What each task waits for, or waited for. */
  parents: ReadonlyMap<string, readonly DependencyRow[]>;
  /** Those that wait for a task, or waited for it. */
  children: ReadonlyMap<string, ReadonlySet<string>>;
  /** The tasks that the transaction wrote, as they were before it; null if it made them. */
  before: ReadonlyMap<string, TaskRow | null>;
  /** The groups that it wrote, and those whose tasks it wrote. */
  touched: ReadonlySet<string>;
}

const sameEdge = (a: DependencyRow, b: DependencyRow) =>
  a.child_id === b.child_id && a.port === b.port && a.position === b.position;

/** Goes through a history commit by commit. A moment is good until the next one is asked for. */
export function* replay(history: History): Generator<Moment> {
  const tasks = new Map<string, TaskRow>();
  const groups = new Map<string, GroupRow>();
  const parents = new Map<string, DependencyRow[]>();
  const children = new Map<string, Set<string>>();
  for (const transaction of history.transactions) {
    const before = new Map<string, TaskRow | null>();
    const touched = new Set<string>();
    for (const event of transaction.events) {
      if (event.table === 'tasks') {
        const row = event.new ?? event.old;
        if (!row) continue;
        if (!before.has(row.id)) before.set(row.id, tasks.get(row.id) ?? null);
        // Where a trigger changes a row that its own statement changed, the inner change is written down first.
        const known = tasks.get(row.id);
        if (!event.new) tasks.delete(row.id);
        else if (!known || event.new.version >= known.version) tasks.set(row.id, event.new);
        if (row.group_id) touched.add(row.group_id);
      } else if (event.table === 'task_groups') {
        const { id } = event.new ?? event.old ?? { id: '' };
        if (event.new) groups.set(id, event.new);
        else groups.delete(id);
        touched.add(id);
      } else if (event.table === 'task_dependencies') {
        const edge = event.new ?? event.old;
        if (!edge) continue;
        const others = (parents.get(edge.child_id) ?? []).filter((other) => !sameEdge(other, edge));
        parents.set(edge.child_id, event.new ? [...others, event.new] : others);
        children.set(edge.parent_id, (children.get(edge.parent_id) ?? new Set()).add(edge.child_id));
      }
    }
    yield { transaction, tasks, groups, parents, children, before, touched };
  }
}

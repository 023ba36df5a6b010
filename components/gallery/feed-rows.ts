import type { GenerationSettings, Task } from '@/lib/generation/schema';
import { isDeleted } from './is-deleted';

/** What a batch says of itself; `key` stays the same when a batch made here gets its id. */
export interface BatchHead {
  key: string;
  /** Null until the server has answered. */
  batchId: string | null;
  topicId: string | null;
  prompt: string;
  model: string;
  settings: GenerationSettings;
  createdAt: string;
}

interface Slot {
  position: number;
  taskId: string;
}

export interface FeedRow extends BatchHead {
  /** The latest version of each slot, in slot order. */
  slots: readonly Slot[];
}

interface Source {
  heads: Iterable<BatchHead>;
  tasks: Iterable<Task>;
  keyOf: (batchId: string) => string;
  hidden: ReadonlySet<string>;
}

/** The feed, newest batch first. Rows that did not change keep their identity, and so does the whole list. */
export function feedRows(source: Source, previous: readonly FeedRow[]): readonly FeedRow[] {
  const latest = latestBySlot(source);
  const before = new Map(previous.map((row) => [row.key, row]));
  const rows: FeedRow[] = [];
  for (const head of source.heads) {
    const slots = [...(latest.get(head.key)?.values() ?? [])]
      .filter((task) => !source.hidden.has(task.taskId) && !isDeleted(task))
      .sort((a, b) => a.position - b.position)
      .map(({ position, taskId }) => ({ position, taskId }));
    if (slots.length === 0) continue;
    const old = before.get(head.key);
    rows.push(old && sameRow(old, head, slots) ? old : { ...head, slots });
  }
  rows.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  const unchanged = rows.length === previous.length && rows.every((row, index) => row === previous[index]);
  return unchanged ? previous : rows;
}

function latestBySlot({ tasks, keyOf }: Source): Map<string, Map<number, Task>> {
  const byBatch = new Map<string, Map<number, Task>>();
  for (const task of tasks) {
    const key = keyOf(task.batchId);
    const slots = byBatch.get(key) ?? new Map<number, Task>();
    byBatch.set(key, slots);
    const rival = slots.get(task.position);
    if (!rival || Date.parse(task.createdAt) >= Date.parse(rival.createdAt)) slots.set(task.position, task);
  }
  return byBatch;
}

function sameRow(row: FeedRow, head: BatchHead, slots: readonly Slot[]): boolean {
  return (
    row.batchId === head.batchId &&
    row.topicId === head.topicId &&
    row.createdAt === head.createdAt &&
    row.slots.length === slots.length &&
    row.slots.every(
      (slot, index) => slot.taskId === slots[index]?.taskId && slot.position === slots[index].position,
    )
  );
}

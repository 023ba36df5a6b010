import type { GenerationSettings, Task } from '@/lib/generation/schema';
import { byAge } from './by-age';
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

export interface Slot {
  position: number;
  /** The newest version. */
  taskId: string;
  /** All versions that are to be seen, oldest first. */
  versions: readonly string[];
}

export interface FeedRow extends BatchHead {
  /** In slot order. */
  slots: readonly Slot[];
}

interface Source {
  heads: Iterable<BatchHead>;
  tasks: Iterable<Task>;
  keyOf: (batchId: string) => string;
  hidden: ReadonlySet<string>;
}

/** The feed, newest batch first. Rows and slots that did not change keep their identity, and so does the whole list. */
export function feedRows(source: Source, previous: readonly FeedRow[]): readonly FeedRow[] {
  const batches = slotsByBatch(source);
  const before = new Map(previous.map((row) => [row.key, row]));
  const rows: FeedRow[] = [];
  for (const head of source.heads) {
    const old = before.get(head.key);
    const slots = [...(batches.get(head.key) ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([position, versions]) => slotOf(position, versions, old?.slots));
    if (slots.length === 0) continue;
    rows.push(old && sameRow(old, head, slots) ? old : { ...head, slots });
  }
  rows.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  const unchanged = rows.length === previous.length && rows.every((row, index) => row === previous[index]);
  return unchanged ? previous : rows;
}

function slotsByBatch({ tasks, keyOf, hidden }: Source): Map<string, Map<number, [Task, ...Task[]]>> {
  const byBatch = new Map<string, Map<number, [Task, ...Task[]]>>();
  for (const task of tasks) {
    if (hidden.has(task.taskId) || isDeleted(task)) continue;
    const key = keyOf(task.batchId);
    const slots = byBatch.get(key) ?? new Map<number, [Task, ...Task[]]>();
    byBatch.set(key, slots);
    const versions = slots.get(task.position);
    if (versions) versions.push(task);
    else slots.set(task.position, [task]);
  }
  return byBatch;
}

function slotOf(position: number, tasks: [Task, ...Task[]], before: readonly Slot[] = []): Slot {
  const versions = tasks.sort(byAge).map(({ taskId }) => taskId);
  const old = before.find((slot) => slot.position === position);
  const same =
    old?.versions.length === versions.length && versions.every((id, at) => id === old.versions[at]);
  return old && same ? old : { position, versions, taskId: versions.at(-1) ?? tasks[0].taskId };
}

function sameRow(row: FeedRow, head: BatchHead, slots: readonly Slot[]): boolean {
  return (
    row.batchId === head.batchId &&
    row.topicId === head.topicId &&
    row.createdAt === head.createdAt &&
    row.slots.length === slots.length &&
    row.slots.every((slot, index) => slot === slots[index])
  );
}

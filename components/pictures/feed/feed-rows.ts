import type { PictureTask } from '@/lib/generation/schema';
import type { BatchInfo } from './batch-index';

export interface Slot {
  position: number;
  /** The newest version. */
  taskId: string;
  /** All versions that are to be seen, oldest first. */
  versions: readonly string[];
}

export interface FeedRow extends BatchInfo {
  /** In slot order. */
  slots: readonly Slot[];
}

interface Source {
  batches: Iterable<BatchInfo>;
  tasks: Iterable<PictureTask>;
  keyOf: (batchId: string) => string;
  hidden: ReadonlySet<string>;
}

/** The feed, newest batch first. Rows and slots that did not change keep their identity, and so does the whole list. */
export function feedRows(source: Source, previous: readonly FeedRow[]): readonly FeedRow[] {
  const slotsOf = slotsByBatch(source);
  const before = new Map(previous.map((row) => [row.key, row]));
  const rows: FeedRow[] = [];
  for (const batch of source.batches) {
    const old = before.get(batch.key);
    const slots = [...(slotsOf.get(batch.key) ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([position, versions]) => slotOf(position, versions, old?.slots));
    if (slots.length === 0) continue;
    rows.push(old && sameRow(old, batch, slots) ? old : { ...batch, slots });
  }
  rows.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  const unchanged = rows.length === previous.length && rows.every((row, index) => row === previous[index]);
  return unchanged ? previous : rows;
}

function slotsByBatch({
  tasks,
  keyOf,
  hidden,
}: Source): Map<string, Map<number, [PictureTask, ...PictureTask[]]>> {
  const byBatch = new Map<string, Map<number, [PictureTask, ...PictureTask[]]>>();
  for (const task of tasks) {
    if (hidden.has(task.taskId) || isDeleted(task)) continue;
    const key = keyOf(task.batchId);
    const slots = byBatch.get(key) ?? new Map<number, [PictureTask, ...PictureTask[]]>();
    byBatch.set(key, slots);
    const versions = slots.get(task.position);
    if (versions) versions.push(task);
    else slots.set(task.position, [task]);
  }
  return byBatch;
}

function slotOf(
  position: number,
  tasks: [PictureTask, ...PictureTask[]],
  before: readonly Slot[] = [],
): Slot {
  const versions = tasks.sort(byAge).map(({ taskId }) => taskId);
  const old = before.find((slot) => slot.position === position);
  const same =
    old?.versions.length === versions.length && versions.every((id, at) => id === old.versions[at]);
  return old && same ? old : { position, versions, taskId: versions.at(-1) ?? tasks[0].taskId };
}

function sameRow(row: FeedRow, batch: BatchInfo, slots: readonly Slot[]): boolean {
  return (
    row.batchId === batch.batchId &&
    row.topicId === batch.topicId &&
    row.createdAt === batch.createdAt &&
    row.slots.length === slots.length &&
    row.slots.every((slot, index) => slot === slots[index])
  );
}

/** Picks a feed's rows out of all. A list whose rows did not change keeps its identity. */
export class RowsByTopic {
  private readonly lists = new Map<string | undefined, readonly FeedRow[]>();

  /** The rows of a topic, or of all (`undefined`), that are not older than `oldest`, a time in ms. */
  pick(all: readonly FeedRow[], topicId: string | undefined, oldest: number): readonly FeedRow[] {
    const rows = all.filter(
      (row) => (topicId === undefined || row.topicId === topicId) && Date.parse(row.createdAt) >= oldest,
    );
    const previous = this.lists.get(topicId);
    if (previous && rows.length === previous.length && rows.every((row, index) => row === previous[index]))
      return previous;
    this.lists.set(topicId, rows);
    return rows;
  }
}

/** A task whose picture was deleted stays `completed`, with nothing in it. */
export function isDeleted(task: Pick<PictureTask, 'status' | 'images'>): boolean {
  return task.status === 'completed' && task.images.length === 0;
}

/** Sorts versions of a slot, oldest first. */
export function byAge(a: PictureTask, b: PictureTask): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt);
}

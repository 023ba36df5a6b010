import { isOpen } from '@/components/tasks/task-status';
import { TaskStore } from '@/components/tasks/task-store';
import { isPicture } from '@/lib/generation/picture';
import type { Batch, BatchesResponse, PictureTask } from '@/lib/generation/schema';
import type { Task } from '@/lib/tasks/schema';
import { BatchIndex, type BatchInfo } from './batch-index';
import { FeedPages } from './feed-pages';
import { byAge, type FeedRow, feedRows, isDeleted, RowsByTopic } from './feed-rows';

/** The tasks of this page, and what pictures have beside: batches, slots with versions, and the feeds made of those. */
export class PictureStore extends TaskStore {
  private readonly batches = new BatchIndex();
  private readonly pages = new FeedPages();
  private readonly rowsByTopic = new RowsByTopic();
  private allRows: readonly FeedRow[] = [];
  private rowsAreCurrent = true;

  /** What the server painted, or nothing. */
  constructor(tasks: readonly Task[] = []) {
    super();
    if (tasks.length > 0) this.mergeTasks(tasks);
  }

  readonly picture = (taskId: string): PictureTask | undefined => {
    const task = this.tasks.get(taskId);
    return task && isPicture(task) ? task : undefined;
  };

  /** The feed of a topic, or of everything, newest first, as far as it was loaded. */
  readonly rows = (topicId?: string): readonly FeedRow[] =>
    this.rowsByTopic.pick(this.everyRow(), topicId, this.pages.of(topicId).oldest);
  /** Leads to the next page of a feed. */
  readonly cursor = (topicId?: string): string | null => this.pages.of(topicId).cursor;

  /** All versions to be seen in the slot that this task stands in, oldest first. */
  readonly versionsOf = (taskId: string): PictureTask[] => {
    const task = this.picture(taskId);
    return this.pictures()
      .filter((other) => other.batchId === task?.batchId && other.position === task.position)
      .filter((other) => !this.hidden.has(other.taskId) && !isDeleted(other))
      .sort(byAge);
  };

  /** The finished pictures of this one's batch, in slot order, the newest version of each slot. */
  readonly batchOf = (taskId: string): PictureTask[] => {
    const batchId = this.picture(taskId)?.batchId;
    const newest = new Map<number, PictureTask>();
    const isThere = (task: PictureTask) => task.images.length > 0 && !this.hidden.has(task.taskId);
    const batch = this.pictures().filter((task) => task.batchId === batchId && isThere(task));
    for (const task of batch.sort(byAge)) newest.set(task.position, task);
    return [...newest.values()].sort((a, b) => a.position - b.position);
  };

  /** How many pictures of a topic can still change. */
  readonly openCount = (topicId: string): number =>
    this.pictures().filter((task) => task.topicId === topicId && isOpen(task)).length;

  /** How many pictures are being made now. */
  readonly runningCount = (): number =>
    this.openIds().filter((taskId) => this.picture(taskId)?.status === 'processing').length;

  /** Whether the server has this topic, as far as this page has heard: it was painted, or something in it was accepted. */
  readonly knowsTopic = (topicId: string): boolean => this.pages.has(topicId) || this.batches.hasIn(topicId);

  /** The lists of rows, their slots and the cursors; not what happens inside a task. */
  readonly subscribeRows = (listener: () => void): (() => void) => {
    const end = this.events.subscribeRows(listener);
    // From now on changes are told against what the listener finds.
    this.everyRow();
    return end;
  };

  /** Calls back for every picture's task that finishes while the page is open. */
  readonly subscribeFinishedPictures = (listener: (task: PictureTask) => void): (() => void) =>
    this.subscribeFinished((task) => {
      if (isPicture(task)) listener(task);
    });

  /** Takes batches from an answer that says nothing of how far a feed goes. */
  mergeBatches({ batches }: BatchesResponse): void {
    this.applyBatches(batches);
    this.notify();
  }

  /** Takes the next page of a feed, whose cursor leads on. */
  extendFeed(topicId: string | undefined, page: BatchesResponse): void {
    this.pages.next(topicId, page);
    this.events.rowsMoved();
    this.mergeBatches(page);
  }

  /**
   * Takes the first page of a feed while React renders, so that the server's HTML has its rows: nobody is told before
   * `notify` is called.
   */
  paintFeed(topicId: string | undefined, page: BatchesResponse): void {
    this.pages.first(topicId, page, (batchId) => this.batches.has(batchId));
    this.events.rowsMoved();
    this.applyBatches(page.batches);
  }

  /** Takes a batch with its tasks before the server has heard of it. */
  insertBatch(batch: Omit<BatchInfo, 'batchId'>, tasks: readonly PictureTask[]): void {
    this.batches.insert(batch);
    for (const task of tasks) this.insert(task);
    this.notify();
  }

  /** Takes a new version of a slot before the server has heard of it. */
  insertVersion(task: PictureTask): void {
    this.insert(task);
    this.notify();
  }

  /** The server has accepted these tasks, in a batch of this id. */
  confirmBatch(taskIds: readonly string[], batchId: string): void {
    for (const taskId of taskIds) {
      const task = this.picture(taskId);
      if (!task || task.batchId === batchId) continue;
      this.batches.assignId(task.batchId, batchId);
      const confirmed: PictureTask = { ...task, batchId };
      this.set(confirmed);
    }
    this.confirm(taskIds);
  }

  /** Forgets everything of a topic that is gone. */
  removeTopic(topicId: string): void {
    const tasks = this.pictures().filter((task) => task.topicId === topicId);
    this.batches.removeIn(topicId);
    this.pages.remove(topicId);
    this.remove(tasks.map((task) => task.taskId));
  }

  override notify(): void {
    const { events } = this;
    if (!this.rowsAreCurrent && events.hasRowListeners) {
      const before = this.allRows;
      if (this.everyRow() !== before) events.rowsMoved();
    }
    super.notify();
  }

  /** A picture's task began elsewhere when nothing is known of its batch: another version in a slot is no news of that kind. */
  protected override index(task: Task, known: Task | undefined): boolean {
    if (!isPicture(task)) return super.index(task, known);
    if (known && isPicture(known) && known.batchId !== task.batchId)
      this.batches.assignId(known.batchId, task.batchId);
    const fromElsewhere = !this.batches.has(task.batchId);
    this.batches.mergeFrom(task);
    return fromElsewhere;
  }

  protected override changed(taskIds: readonly string[]): void {
    this.rowsAreCurrent = false;
    super.changed(taskIds);
  }

  private pictures(): PictureTask[] {
    return [...this.tasks.values()].filter(isPicture);
  }

  private applyBatches(batches: readonly Batch[]): void {
    for (const batch of batches) this.batches.merge(batch);
    this.apply(batches.flatMap((batch) => batch.tasks));
  }

  private everyRow(): readonly FeedRow[] {
    if (!this.rowsAreCurrent) {
      const { hidden } = this;
      const { keyOf } = this.batches;
      const source = { batches: this.batches.all(), tasks: this.pictures(), keyOf, hidden };
      this.allRows = feedRows(source, this.allRows);
      this.rowsAreCurrent = true;
    }
    return this.allRows;
  }
}

import type { Batch, BatchesResponse, PictureTask } from '@/lib/generation/schema';
import { BatchIndex, type BatchInfo } from './batch-index';
import { FeedPages } from './feed-pages';
import { type FeedRow, feedRows, RowsByTopic } from './feed-rows';
import { StoreEvents } from './store-events';
import { byAge, isDeleted, isOpen } from './task-status';

/**
 * The rows of the database as this page knows them. Everything shown is read from here, and an answer older than what
 * is known (`version`) changes nothing, so that a poll that brings nothing new renders nothing again. Rows made here before the
 * server has answered have version 0 and are not asked for until it has.
 */
export class TaskStore {
  private readonly tasks = new Map<string, PictureTask>();
  private readonly batches = new BatchIndex();
  private readonly unconfirmed = new Set<string>();
  private readonly hidden = new Set<string>();
  /** Removed for good: an answer from before that brings none of them back. */
  private readonly gone = new Set<string>();
  private readonly pages = new FeedPages();
  private readonly rowsByTopic = new RowsByTopic();
  private readonly events = new StoreEvents();
  private allRows: readonly FeedRow[] = [];
  private rowsAreCurrent = true;

  /** What the server painted, or nothing. */
  constructor(tasks: readonly PictureTask[] = []) {
    if (tasks.length > 0) this.mergeTasks(tasks);
  }

  /** The feed of a topic, or of everything, newest first, as far as it was loaded. */
  readonly rows = (topicId?: string): readonly FeedRow[] =>
    this.rowsByTopic.pick(this.everyRow(), topicId, this.pages.of(topicId).oldest);
  /** Leads to the next page of a feed. */
  readonly cursor = (topicId?: string): string | null => this.pages.of(topicId).cursor;
  readonly get = (taskId: string): PictureTask | undefined => this.tasks.get(taskId);
  readonly isHidden = (taskId: string): boolean => this.hidden.has(taskId);

  /** All versions to be seen in the slot that this task stands in, oldest first. */
  readonly versionsOf = (taskId: string): PictureTask[] => {
    const task = this.tasks.get(taskId);
    return [...this.tasks.values()]
      .filter((other) => other.batchId === task?.batchId && other.position === task.position)
      .filter((other) => !this.hidden.has(other.taskId) && !isDeleted(other))
      .sort(byAge);
  };

  /** Ids of tasks that the server knows and that can still change. */
  readonly openIds = (): string[] =>
    [...this.tasks.values()]
      .filter((task) => isOpen(task) && !this.unconfirmed.has(task.taskId))
      .map((task) => task.taskId);

  /** How many tasks of a topic can still change. */
  readonly openCount = (topicId: string): number =>
    [...this.tasks.values()].filter((task) => task.topicId === topicId && isOpen(task)).length;

  /** Whether the server has this topic, as far as this page has heard: it was painted, or something in it was accepted. */
  readonly knowsTopic = (topicId: string): boolean => this.pages.has(topicId) || this.batches.hasIn(topicId);

  readonly subscribeTask = (taskId: string, listener: () => void): (() => void) =>
    this.events.subscribeTask(taskId, listener);

  /** The lists of rows, their slots and the cursors; not what happens inside a task. */
  readonly subscribeRows = (listener: () => void): (() => void) => {
    const end = this.events.subscribeRows(listener);
    // From now on changes are told against what the listener finds.
    this.everyRow();
    return end;
  };

  /** Every change of any task. */
  readonly subscribeAll = this.events.subscribeAll;

  /** Calls back for every task that finishes while the page is open. */
  readonly subscribeFinished = this.events.subscribeFinished;

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

  /** Takes tasks from any answer. Returns whether there were batches that this page knows nothing else of. */
  mergeTasks(incoming: readonly PictureTask[]): { newBatches: boolean } {
    const newBatches = this.applyTasks(incoming);
    this.notify();
    return { newBatches };
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

  /** The server has accepted these tasks; from now on they are polled. */
  confirm(taskIds: readonly string[], batchId: string): void {
    for (const taskId of taskIds) {
      this.unconfirmed.delete(taskId);
      const task = this.tasks.get(taskId);
      if (!task || task.batchId === batchId) continue;
      this.batches.assignId(task.batchId, batchId);
      this.set({ ...task, batchId });
    }
    this.notify();
  }

  /** Takes back what was refused: rows that the server knows by now stay. */
  withdraw(taskIds: readonly string[]): void {
    this.forget(taskIds.filter((taskId) => this.unconfirmed.has(taskId)));
    this.notify();
  }

  /** Forgets tasks that are gone for good. */
  remove(taskIds: readonly string[]): void {
    for (const taskId of taskIds) this.gone.add(taskId);
    this.forget(taskIds);
    this.notify();
  }

  /** Forgets everything of a topic that is gone. */
  removeTopic(topicId: string): void {
    const tasks = [...this.tasks.values()].filter((task) => task.topicId === topicId);
    this.batches.removeIn(topicId);
    this.pages.remove(topicId);
    this.remove(tasks.map((task) => task.taskId));
  }

  /** Hides what is being deleted at once; `false` shows it again. */
  setHidden(taskIds: readonly string[], hidden: boolean): void {
    for (const taskId of taskIds) {
      if (hidden) this.hidden.add(taskId);
      else this.hidden.delete(taskId);
    }
    this.changed(taskIds);
    this.notify();
  }

  /** Calls everybody back whom something taken so far concerns. */
  notify(): void {
    const { events } = this;
    if (this.rowsAreCurrent || !events.hasRowListeners) {
      events.flush();
      return;
    }
    const before = this.allRows;
    if (this.everyRow() !== before) events.rowsMoved();
    events.flush();
  }

  private applyBatches(batches: readonly Batch[]): void {
    for (const batch of batches) this.batches.merge(batch);
    this.applyTasks(batches.flatMap((batch) => batch.tasks));
  }

  private applyTasks(incoming: readonly PictureTask[]): boolean {
    let newBatches = false;
    for (const task of incoming) {
      const known = this.tasks.get(task.taskId);
      if (this.gone.has(task.taskId) || (known && task.version <= known.version)) continue;
      this.unconfirmed.delete(task.taskId);
      if (known && known.batchId !== task.batchId) this.batches.assignId(known.batchId, task.batchId);
      newBatches ||= !this.batches.has(task.batchId);
      this.batches.mergeFrom(task);
      this.set(task);
      if (known && isOpen(known) && !isOpen(task)) this.events.finished(task);
    }
    return newBatches;
  }

  private insert(task: PictureTask): void {
    this.set(task);
    this.unconfirmed.add(task.taskId);
  }

  private set(task: PictureTask): void {
    this.tasks.set(task.taskId, task);
    this.changed([task.taskId]);
  }

  private forget(taskIds: readonly string[]): void {
    for (const taskId of taskIds) {
      this.tasks.delete(taskId);
      this.unconfirmed.delete(taskId);
    }
    this.changed(taskIds);
  }

  private changed(taskIds: readonly string[]): void {
    this.rowsAreCurrent = false;
    this.events.tasksChanged(taskIds);
  }

  private everyRow(): readonly FeedRow[] {
    if (!this.rowsAreCurrent) {
      const { hidden } = this;
      const { keyOf } = this.batches;
      const source = { batches: this.batches.all(), tasks: this.tasks.values(), keyOf, hidden };
      this.allRows = feedRows(source, this.allRows);
      this.rowsAreCurrent = true;
    }
    return this.allRows;
  }
}

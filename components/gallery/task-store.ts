import type { Batch, BatchesResponse, GenerationSettings, Task } from '@/lib/generation/schema';
import { BatchHeads } from './batch-heads';
import { byAge } from './by-age';
import { FeedEnds } from './feed-ends';
import { type FeedRow, feedRows } from './feed-rows';
import { isDeleted } from './is-deleted';
import { isOpen } from './is-open';
import { optimisticTask } from './optimistic-task';
import { RowsByTopic } from './rows-by-topic';
import { StoreNews } from './store-news';

interface OptimisticBatch {
  key: string;
  taskIds: readonly string[];
  topicId: string | null;
  prompt: string;
  model: string;
  settings: GenerationSettings;
  createdAt: string;
}

/**
 * The rows of the database as this page knows them. Everything shown is read from here, and an answer older than what
 * is known (`version`) changes nothing, so that a poll without news renders no card again. Rows made here before the
 * server has answered have version 0 and are not asked for until it has.
 */
export class TaskStore {
  private readonly tasks = new Map<string, Task>();
  private readonly heads = new BatchHeads();
  private readonly unconfirmed = new Set<string>();
  private readonly hidden = new Set<string>();
  /** Removed for good: an answer from before that brings none of them back. */
  private readonly gone = new Set<string>();
  private readonly ends = new FeedEnds();
  private readonly rowsByTopic = new RowsByTopic();
  private readonly news = new StoreNews();
  private allRows: readonly FeedRow[] = [];
  private rowsAreCurrent = true;

  /** What the server painted, or nothing. */
  constructor(tasks: readonly Task[] = []) {
    if (tasks.length > 0) this.mergeTasks(tasks);
  }

  /** The feed of a topic, or of everything, newest first, as far as it was loaded. */
  readonly rows = (topicId?: string): readonly FeedRow[] =>
    this.rowsByTopic.pick(this.everyRow(), topicId, this.ends.of(topicId).reach);
  /** Leads to the next page of a feed. */
  readonly cursor = (topicId?: string): string | null => this.ends.of(topicId).cursor;
  readonly get = (taskId: string): Task | undefined => this.tasks.get(taskId);
  readonly isHidden = (taskId: string): boolean => this.hidden.has(taskId);

  /** All versions to be seen in the slot that this task stands in, oldest first. */
  readonly versionsOf = (taskId: string): Task[] => {
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
  readonly knowsTopic = (topicId: string): boolean => this.ends.has(topicId) || this.heads.hasIn(topicId);

  readonly subscribeTask = (taskId: string, listener: () => void): (() => void) =>
    this.news.subscribeTask(taskId, listener);

  /** The lists of rows, their slots and the cursors; not what happens inside a task. */
  readonly subscribeRows = (listener: () => void): (() => void) => {
    const end = this.news.subscribeRows(listener);
    // From now on changes are told against what the listener finds.
    this.everyRow();
    return end;
  };

  /** Every change of any task. */
  readonly subscribeAll = (listener: () => void): (() => void) => this.news.subscribeAll(listener);

  /** Calls back for every task that ends while the page is open. */
  readonly subscribeEnd = (listener: (task: Task) => void): (() => void) => this.news.subscribeEnd(listener);

  /** Takes batches from an answer that says nothing of how far a feed goes. */
  mergeBatches({ batches }: BatchesResponse): void {
    this.takeBatches(batches);
    this.tell();
  }

  /** Takes the next page of a feed, whose cursor leads on. */
  extendFeed(topicId: string | undefined, page: BatchesResponse): void {
    this.ends.extend(topicId, page);
    this.news.rowsMoved();
    this.mergeBatches(page);
  }

  /**
   * Takes the first page of a feed while React renders, so that the server's HTML has its cards: nobody is told before
   * `tell` is called.
   */
  paintFeed(topicId: string | undefined, page: BatchesResponse): void {
    this.ends.start(topicId, page, (batchId) => this.heads.has(batchId));
    this.news.rowsMoved();
    this.takeBatches(page.batches);
  }

  /** Takes tasks from any answer. Returns whether there were batches that this page knows nothing else of. */
  mergeTasks(incoming: readonly Task[]): { newBatches: boolean } {
    const newBatches = this.takeTasks(incoming);
    this.tell();
    return { newBatches };
  }

  /** Puts the cards of a batch in the page before the server has heard of it. */
  insertBatch({ taskIds, ...batch }: OptimisticBatch): void {
    const { key, ...asked } = batch;
    this.heads.insert(batch);
    taskIds.forEach((taskId, position) => {
      this.insert(optimisticTask({ ...asked, taskId, position, batchId: key }));
    });
    this.tell();
  }

  /** Puts a new version into the slot of `of` before the server has heard of it. */
  insertRetry(of: Task, taskId: string, createdAt: string): void {
    const { prompt, model, settings, batchId, topicId, position, estimate, parentId } = of;
    const asked = { taskId, prompt, model, settings, batchId, topicId, position, createdAt };
    this.insert(optimisticTask({ ...asked, ...(estimate && { estimate }), ...(parentId && { parentId }) }));
    this.tell();
  }

  /** The server has accepted these tasks; from now on they are polled. */
  confirm(taskIds: readonly string[], batchId: string): void {
    for (const taskId of taskIds) {
      this.unconfirmed.delete(taskId);
      const task = this.tasks.get(taskId);
      if (!task || task.batchId === batchId) continue;
      this.heads.adopt(task.batchId, batchId);
      this.set({ ...task, batchId });
    }
    this.tell();
  }

  /** Takes back what was refused: rows that the server knows by now stay. */
  withdraw(taskIds: readonly string[]): void {
    this.forget(taskIds.filter((taskId) => this.unconfirmed.has(taskId)));
    this.tell();
  }

  /** Forgets tasks that are gone for good. */
  remove(taskIds: readonly string[]): void {
    for (const taskId of taskIds) this.gone.add(taskId);
    this.forget(taskIds);
    this.tell();
  }

  /** Forgets everything of a topic that is gone. */
  removeTopic(topicId: string): void {
    const tasks = [...this.tasks.values()].filter((task) => task.topicId === topicId);
    this.heads.removeIn(topicId);
    this.ends.remove(topicId);
    this.remove(tasks.map((task) => task.taskId));
  }

  /** Hides deleted pictures at once; `false` shows them again. */
  setHidden(taskIds: readonly string[], hidden: boolean): void {
    for (const taskId of taskIds) {
      if (hidden) this.hidden.add(taskId);
      else this.hidden.delete(taskId);
    }
    this.changed(taskIds);
    this.tell();
  }

  /** Calls everybody back whom something taken so far concerns. */
  tell(): void {
    const { news } = this;
    if (this.rowsAreCurrent || !news.hasRowListeners) {
      news.tell();
      return;
    }
    const before = this.allRows;
    if (this.everyRow() !== before) news.rowsMoved();
    news.tell();
  }

  private takeBatches(batches: readonly Batch[]): void {
    for (const batch of batches) this.heads.take(batch);
    this.takeTasks(batches.flatMap((batch) => batch.tasks));
  }

  private takeTasks(incoming: readonly Task[]): boolean {
    let newBatches = false;
    for (const task of incoming) {
      const known = this.tasks.get(task.taskId);
      if (this.gone.has(task.taskId) || (known && task.version <= known.version)) continue;
      this.unconfirmed.delete(task.taskId);
      if (known && known.batchId !== task.batchId) this.heads.adopt(known.batchId, task.batchId);
      newBatches ||= !this.heads.has(task.batchId);
      this.heads.learnFrom(task);
      this.set(task);
      if (known && isOpen(known) && !isOpen(task)) this.news.ended(task);
    }
    return newBatches;
  }

  private insert(task: Task): void {
    this.set(task);
    this.unconfirmed.add(task.taskId);
  }

  private set(task: Task): void {
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
    this.news.tasksChanged(taskIds);
  }

  private everyRow(): readonly FeedRow[] {
    if (!this.rowsAreCurrent) {
      const { hidden } = this;
      const { keyOf } = this.heads;
      const source = { heads: this.heads.all(), tasks: this.tasks.values(), keyOf, hidden };
      this.allRows = feedRows(source, this.allRows);
      this.rowsAreCurrent = true;
    }
    return this.allRows;
  }
}

import type { BatchesResponse, GenerationSettings, PendingResponse, Task } from '@/lib/generation/schema';
import { type BatchHead, type FeedRow, feedRows } from './feed-rows';
import { isOpen } from './is-open';

type Listener = () => void;
type EndListener = (task: Task) => void;

export interface OptimisticBatch {
  key: string;
  taskIds: readonly string[];
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
  private readonly heads = new Map<string, BatchHead>();
  /** Batch id → key of its row, for batches made here. */
  private readonly keys = new Map<string, string>();
  private readonly unconfirmed = new Set<string>();
  private readonly hidden = new Set<string>();
  private readonly taskListeners = new Map<string, Set<Listener>>();
  private readonly rowListeners = new Set<Listener>();
  private readonly endListeners = new Set<EndListener>();
  private currentRows: readonly FeedRow[] = [];
  private nextCursor: string | null = null;

  /** Without arguments it knows nothing; with them, what the server painted. */
  constructor(batches?: BatchesResponse, pending?: PendingResponse) {
    if (batches) this.mergeBatches(batches, true);
    if (pending) this.mergeTasks(pending.pendingTasks);
  }

  readonly rows = (): readonly FeedRow[] => this.currentRows;
  readonly cursor = (): string | null => this.nextCursor;
  readonly get = (taskId: string): Task | undefined => this.tasks.get(taskId);

  /** All versions of the slot that this task stands in. */
  readonly versionsOf = (taskId: string): string[] => {
    const task = this.tasks.get(taskId);
    return [...this.tasks.values()]
      .filter((other) => other.batchId === task?.batchId && other.position === task.position)
      .map((other) => other.taskId);
  };

  /** Ids of tasks that the server knows and that can still change. */
  readonly openIds = (): string[] =>
    [...this.tasks.values()]
      .filter((task) => isOpen(task) && !this.unconfirmed.has(task.taskId))
      .map((task) => task.taskId);

  readonly subscribeTask = (taskId: string, listener: Listener): (() => void) => {
    const listeners = this.taskListeners.get(taskId) ?? new Set<Listener>();
    this.taskListeners.set(taskId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
    };
  };

  /** The list of rows, their slots and the cursor; not what happens inside a task. */
  readonly subscribeRows = (listener: Listener): (() => void) => {
    this.rowListeners.add(listener);
    return () => {
      this.rowListeners.delete(listener);
    };
  };

  /** Calls back for every task that ends while the page is open. */
  readonly subscribeEnd = (listener: EndListener): (() => void) => {
    this.endListeners.add(listener);
    return () => {
      this.endListeners.delete(listener);
    };
  };

  /** Takes a page of the feed; `paging` when it is the next page, whose cursor leads on. */
  mergeBatches({ batches, nextCursor }: BatchesResponse, paging: boolean): void {
    for (const { tasks: _, ...head } of batches) {
      const key = this.keyOf(head.batchId);
      this.heads.set(key, { ...head, key });
    }
    if (paging && nextCursor !== this.nextCursor) {
      this.nextCursor = nextCursor;
      for (const notify of this.rowListeners) notify();
    }
    this.mergeTasks(batches.flatMap((batch) => batch.tasks));
  }

  /** Takes tasks from any answer. Returns whether there were batches that this page knows nothing else of. */
  mergeTasks(incoming: readonly Task[]): { newBatches: boolean } {
    const changed: Task[] = [];
    const ended: Task[] = [];
    let newBatches = false;
    for (const task of incoming) {
      const known = this.tasks.get(task.taskId);
      if (known && task.version <= known.version) continue;
      this.unconfirmed.delete(task.taskId);
      if (known && known.batchId !== task.batchId) this.adopt(known.batchId, task.batchId);
      if (!this.heads.has(this.keyOf(task.batchId))) {
        newBatches = true;
        this.heads.set(task.batchId, headOf(task));
      }
      this.tasks.set(task.taskId, task);
      changed.push(task);
      if (known && isOpen(known) && !isOpen(task)) ended.push(task);
    }
    this.publish(changed.map((task) => task.taskId));
    for (const task of ended) for (const notify of this.endListeners) notify(task);
    return { newBatches };
  }

  /** Puts the cards of a batch in the page before the server has heard of it. */
  insertBatch({ taskIds, ...batch }: OptimisticBatch): void {
    this.heads.set(batch.key, { ...batch, batchId: null });
    taskIds.forEach((taskId, position) => {
      this.insert({
        ...optimisticFields,
        taskId,
        position,
        prompt: batch.prompt,
        model: batch.model,
        settings: batch.settings,
        batchId: batch.key,
        topicId: null,
        createdAt: batch.createdAt,
      });
    });
    this.publish(taskIds);
  }

  /** Puts a new version into the slot of `of` before the server has heard of it. */
  insertRetry(of: Task, taskId: string, createdAt: string): void {
    const { prompt, model, settings, batchId, topicId, position, estimate } = of;
    const fields = { prompt, model, settings, batchId, topicId, position, ...(estimate ? { estimate } : {}) };
    this.insert({ ...optimisticFields, ...fields, taskId, createdAt });
    this.publish([taskId]);
  }

  /** The server has accepted these tasks; from now on they are polled. */
  confirm(taskIds: readonly string[], batchId: string): void {
    for (const taskId of taskIds) {
      this.unconfirmed.delete(taskId);
      const task = this.tasks.get(taskId);
      if (!task || task.batchId === batchId) continue;
      this.adopt(task.batchId, batchId);
      this.tasks.set(taskId, { ...task, batchId });
    }
    this.publish(taskIds);
  }

  /** Takes back what was refused: rows that the server knows by now stay. */
  withdraw(taskIds: readonly string[]): void {
    this.remove(taskIds.filter((taskId) => this.unconfirmed.has(taskId)));
  }

  /** Forgets tasks that are gone. */
  remove(taskIds: readonly string[]): void {
    for (const taskId of taskIds) {
      this.tasks.delete(taskId);
      this.unconfirmed.delete(taskId);
    }
    this.publish(taskIds);
  }

  /** Hides deleted pictures at once; `false` shows them again. */
  setHidden(taskIds: readonly string[], hidden: boolean): void {
    for (const taskId of taskIds) {
      if (hidden) this.hidden.add(taskId);
      else this.hidden.delete(taskId);
    }
    this.publish(taskIds);
  }

  private insert(task: Task): void {
    this.tasks.set(task.taskId, task);
    this.unconfirmed.add(task.taskId);
  }

  private keyOf(batchId: string): string {
    return this.keys.get(batchId) ?? batchId;
  }

  private adopt(key: string, batchId: string): void {
    const head = this.heads.get(key);
    if (head?.batchId !== null) return;
    this.keys.set(batchId, key);
    this.heads.set(key, { ...head, batchId });
  }

  private publish(taskIds: readonly string[]): void {
    const source = {
      heads: this.heads.values(),
      tasks: this.tasks.values(),
      keyOf: (id: string) => this.keyOf(id),
      hidden: this.hidden,
    };
    const rows = feedRows(source, this.currentRows);
    const moved = rows !== this.currentRows;
    this.currentRows = rows;
    for (const taskId of taskIds) for (const notify of this.taskListeners.get(taskId) ?? []) notify();
    if (moved) for (const notify of this.rowListeners) notify();
  }
}

const optimisticFields = {
  kind: 'image',
  status: 'processing',
  version: 0,
  images: [],
  attempt: 0,
  maxAttempts: 0,
} satisfies Partial<Task>;

function headOf(task: Task): BatchHead {
  const { batchId, prompt, model, settings, createdAt } = task;
  return { key: batchId, batchId, prompt, model, settings, createdAt };
}

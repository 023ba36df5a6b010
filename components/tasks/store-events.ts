import { Listeners } from '@/lib/listeners';
import type { Task } from '@/lib/tasks/schema';

/** Subscriptions to a store, and what the subscribers have not been told yet. */
export class StoreEvents {
  private readonly taskListeners = new Map<string, Listeners>();
  private readonly rowListeners = new Listeners();
  private readonly allListeners = new Listeners();
  private readonly finishListeners = new Listeners<[task: Task]>();
  private changedTasks = new Set<string>();
  private finishedTasks: Task[] = [];
  private moved = false;

  readonly subscribeRows = this.rowListeners.subscribe;
  readonly subscribeAll = this.allListeners.subscribe;
  readonly subscribeFinished = this.finishListeners.subscribe;

  get hasRowListeners(): boolean {
    return this.rowListeners.size > 0;
  }

  subscribeTask(taskId: string, listener: () => void): () => void {
    const listeners = this.taskListeners.get(taskId) ?? new Listeners();
    this.taskListeners.set(taskId, listeners);
    return listeners.subscribe(listener);
  }

  tasksChanged(taskIds: readonly string[]): void {
    for (const taskId of taskIds) this.changedTasks.add(taskId);
  }

  rowsMoved(): void {
    this.moved = true;
  }

  finished(task: Task): void {
    this.finishedTasks.push(task);
  }

  /** Calls each of them once, whatever has come together since the last time. */
  flush(): void {
    const { changedTasks, finishedTasks, moved } = this;
    this.changedTasks = new Set();
    this.finishedTasks = [];
    this.moved = false;
    for (const taskId of changedTasks) this.taskListeners.get(taskId)?.notify();
    if (moved) this.rowListeners.notify();
    if (changedTasks.size > 0) this.allListeners.notify();
    for (const task of finishedTasks) this.finishListeners.notify(task);
  }
}

import type { Task } from '@/lib/generation/schema';

type Listener = () => void;

/** Who wants to hear of changes in a store, and what they have not been told yet. */
export class StoreNews {
  private readonly taskListeners = new Map<string, Set<Listener>>();
  private readonly rowListeners = new Set<Listener>();
  private readonly allListeners = new Set<Listener>();
  private readonly endListeners = new Set<(task: Task) => void>();
  private changedTasks = new Set<string>();
  private endedTasks: Task[] = [];
  private moved = false;

  get hasRowListeners(): boolean {
    return this.rowListeners.size > 0;
  }

  subscribeTask(taskId: string, listener: Listener): () => void {
    const listeners = this.taskListeners.get(taskId) ?? new Set<Listener>();
    this.taskListeners.set(taskId, listeners);
    return listen(listeners, listener);
  }

  subscribeRows = (listener: Listener): (() => void) => listen(this.rowListeners, listener);
  subscribeAll = (listener: Listener): (() => void) => listen(this.allListeners, listener);
  subscribeEnd = (listener: (task: Task) => void): (() => void) => listen(this.endListeners, listener);

  tasksChanged(taskIds: readonly string[]): void {
    for (const taskId of taskIds) this.changedTasks.add(taskId);
  }

  rowsMoved(): void {
    this.moved = true;
  }

  ended(task: Task): void {
    this.endedTasks.push(task);
  }

  /** Tells each of them once, whatever has come together since the last time. */
  tell(): void {
    const { changedTasks, endedTasks, moved } = this;
    this.changedTasks = new Set();
    this.endedTasks = [];
    this.moved = false;
    for (const taskId of changedTasks) notify(this.taskListeners.get(taskId));
    if (moved) notify(this.rowListeners);
    if (changedTasks.size > 0) notify(this.allListeners);
    for (const task of endedTasks) for (const tell of this.endListeners) tell(task);
  }
}

function notify(listeners: Iterable<Listener> = []): void {
  for (const tell of listeners) tell();
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

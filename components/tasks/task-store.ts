import type { Task } from '@/lib/tasks/schema';
import { StoreEvents } from './store-events';
import { isOpen } from './task-status';

/**
 * The rows of the database as this page knows them, of every kind of work. Everything shown is read from here, and an answer older than
 * what is known (`version`) changes nothing, so that a poll that brings nothing new renders nothing again. Rows made here before
 * the server has answered have version 0 and are not asked for until it has.
 */
export class TaskStore {
  protected readonly tasks = new Map<string, Task>();
  protected readonly hidden = new Set<string>();
  protected readonly events = new StoreEvents();
  private readonly unconfirmed = new Set<string>();
  /** Removed for good: an answer from before that brings none of them back. */
  private readonly gone = new Set<string>();

  readonly get = (taskId: string): Task | undefined => this.tasks.get(taskId);
  readonly isHidden = (taskId: string): boolean => this.hidden.has(taskId);

  /** Ids of tasks that the server knows and that can still change. */
  readonly openIds = (): string[] =>
    [...this.tasks.values()]
      .filter((task) => isOpen(task) && !this.unconfirmed.has(task.taskId))
      .map((task) => task.taskId);

  readonly subscribeTask = (taskId: string, listener: () => void): (() => void) =>
    this.events.subscribeTask(taskId, listener);

  /** Every change of any task. */
  readonly subscribeAll = this.events.subscribeAll;

  /** Calls back for every task that finishes while the page is open. */
  readonly subscribeFinished = this.events.subscribeFinished;

  /** Takes tasks from any answer. Returns whether some of them began where this page knows nothing of it. */
  mergeTasks<Shown extends Task>(incoming: readonly Shown[]): { fromElsewhere: boolean } {
    const fromElsewhere = this.apply(incoming);
    this.notify();
    return { fromElsewhere };
  }

  /** The server has accepted these tasks; from now on they are polled. */
  confirm(taskIds: readonly string[]): void {
    for (const taskId of taskIds) this.unconfirmed.delete(taskId);
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
    this.events.flush();
  }

  /** Takes tasks from an answer; nobody is told yet. */
  protected apply(incoming: readonly Task[]): boolean {
    let fromElsewhere = false;
    for (const task of incoming) {
      const known = this.tasks.get(task.taskId);
      if (this.gone.has(task.taskId) || (known && task.version <= known.version)) continue;
      this.unconfirmed.delete(task.taskId);
      if (this.index(task, known)) fromElsewhere = true;
      this.set(task);
      if (known && isOpen(known) && !isOpen(task)) this.events.finished(task);
    }
    return fromElsewhere;
  }

  /** Notes a new state of a task where it is looked up by something else than its id. Returns whether it began elsewhere. */
  protected index(_task: Task, known: Task | undefined): boolean {
    return known === undefined;
  }

  /** Takes a task before the server has heard of it. */
  protected insert(task: Task): void {
    this.set(task);
    this.unconfirmed.add(task.taskId);
  }

  protected set(task: Task): void {
    this.tasks.set(task.taskId, task);
    this.changed([task.taskId]);
  }

  protected changed(taskIds: readonly string[]): void {
    this.events.tasksChanged(taskIds);
  }

  private forget(taskIds: readonly string[]): void {
    for (const taskId of taskIds) {
      this.tasks.delete(taskId);
      this.unconfirmed.delete(taskId);
    }
    this.changed(taskIds);
  }
}

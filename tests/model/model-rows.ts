import { LIMITS } from './call';
import { compare, type ModelTask, type Moment } from './model-task';
import type { State } from './read-state';

const SIGNUP_CREDITS = 100;

/** The rows that the lifecycle is about, what time it is for them, and the steps that every call is made of. */
export class ModelRows {
  readonly tasks = new Map<string, ModelTask>();
  readonly credits: Map<string, number>;
  protected now = 0;
  protected calls = 0;
  #turnCount = 0;

  constructor(users: string[]) {
    this.credits = new Map(users.map((id) => [id, SIGNUP_CREDITS]));
  }

  /** The rows as they must be now. */
  state(): State {
    const tasks = [...this.tasks.values()].map(
      ({ id, status, attempts, errorCode, hasPicture, deletedAt, outcomes }) => ({
        id,
        status,
        attempts,
        errorCode,
        hasPicture,
        deleted: deletedAt !== null,
        outcomes: [...outcomes],
      }),
    );
    return {
      tasks: Object.fromEntries(tasks.map((task) => [task.id, task])),
      credits: Object.fromEntries(this.credits),
    };
  }

  protected moment(index = 0): Moment {
    return [this.now, this.calls, index];
  }

  protected of(userId: string, status: ModelTask['status']): ModelTask[] {
    return [...this.tasks.values()].filter((task) => task.userId === userId && task.status === status);
  }

  protected queue(userId: string): ModelTask[] {
    return this.of(userId, 'queued').sort((a, b) => compare(a.due, b.due));
  }

  /** Every turn's number is higher than those before it, whatever the clock says. */
  readonly #turns = new Map<string, number>();
  protected lastTurn = (userId: string): number => this.#turns.get(userId) ?? 0;

  protected isDue = (task: ModelTask): boolean => task.due[0] <= this.now;

  protected pay(userId: string, amount: number): number {
    const balance = (this.credits.get(userId) ?? 0) + amount;
    this.credits.set(userId, balance);
    return balance;
  }

  protected start(task: ModelTask, index: number): [string, number] {
    task.status = 'processing';
    task.startedAt = this.moment(index);
    this.#turns.set(task.userId, ++this.#turnCount);
    task.attempts += 1;
    task.lease = { token: '', until: this.now + LIMITS.leaseSeconds };
    task.errorCode = null;
    task.outcomes[task.attempts - 1] = null;
    return [task.id, task.attempts];
  }

  protected end(task: ModelTask, status: ModelTask['status'], errorCode: string | null): void {
    task.status = status;
    task.errorCode = errorCode;
    task.lease = null;
    if (status === 'completed') return;
    if (task.price > 0) this.pay(task.userId, task.price);
    if (task.startedAt) task.purgeAt = this.now + LIMITS.leaseSeconds;
  }

  protected requeue(task: ModelTask, due: Moment, errorCode: string | null): void {
    task.status = 'queued';
    task.lease = null;
    task.due = due;
    task.errorCode = errorCode;
  }

  protected close(task: ModelTask, outcome: string): void {
    if (task.outcomes[task.attempts - 1] === null) task.outcomes[task.attempts - 1] = outcome;
  }

  /** What was queued while the clock was fast is due, a retry waits as long as it was meant to; true if there was any. */
  protected mendQueue(): boolean {
    let mended = false;
    for (const userId of this.credits.keys()) {
      const queue = this.queue(userId);
      if (queue.some(this.isDue)) continue;
      const odd = queue.filter((task) => task.errorCode === null || task.failedAt > this.now);
      for (const [index, task] of odd.entries()) {
        const wait = task.errorCode === null ? 0 : task.due[0] - task.failedAt;
        task.due = [this.now + wait, this.calls, index - odd.length];
        task.failedAt = Math.min(task.failedAt, this.now);
        mended = true;
      }
    }
    return mended;
  }
}

import { log } from '@/lib/log';
import { claimTasks } from './claim-tasks';
import type { ClaimedTask } from './claimed-task';
import { LeaseLost } from './keep-lease';
import { type RunOutcome, runTask, TaskReleased } from './run-task';
import type { TaskRegistry } from './task-handler';
import { taskLog } from './task-log';

/** How often a process with capacity asks for due work: a place may be freed by any other process. */
const LOOK_AGAIN_MS = 500;

/** Where an attempt may take longer than a request has: what is due is claimed at its beginning only. */
const CLAIM_AT_LEAST_MS = 1000;

export type OutcomeCounts = Record<'claimed' | RunOutcome, number>;

interface Run {
  taskId: string;
  controller: AbortController;
  ended: Promise<RunOutcome>;
}

/** Runs tasks in this process: those it was handed by an accepted request, and those it claims. */
export class TaskRunner {
  /** By lease: a task whose lease ran out unnoticed may be claimed here a second time. */
  readonly #running = new Map<string, Run>();
  readonly #sleepers = new Set<() => void>();
  readonly #registry: TaskRegistry;
  readonly #concurrency: number;
  readonly #attemptMs: number;
  #looping = false;
  #stopped = false;

  constructor(
    registry: TaskRegistry,
    { concurrency, attemptMs }: { concurrency: number; attemptMs: number },
  ) {
    this.#registry = registry;
    this.#concurrency = concurrency;
    this.#attemptMs = attemptMs;
  }

  /** Whether this process claims by itself what is due. */
  get looping(): boolean {
    return this.#looping;
  }

  /** Runs tasks whose leases this process holds; resolves when all their attempts have ended. */
  async run(tasks: ClaimedTask[]): Promise<RunOutcome[]> {
    return Promise.all(tasks.map((task) => this.#run(task, Number.POSITIVE_INFINITY)));
  }

  #run(task: ClaimedTask, endsAt: number): Promise<RunOutcome> {
    const controller = new AbortController();
    if (this.#stopped) controller.abort(new TaskReleased());
    const timeoutMs = Math.max(0, Math.min(this.#attemptMs, endsAt - performance.now()));
    const ended = runTask(task, this.#registry, controller, timeoutMs)
      .catch((error): RunOutcome => {
        taskLog(task).error({ event: 'attempt_left_to_sweep', err: error });
        return 'lost';
      })
      .finally(() => {
        this.#running.delete(task.leaseToken);
        this.#wakeAll();
      });
    this.#running.set(task.leaseToken, { taskId: task.taskId, controller, ended });
    return ended;
  }

  /** Stops the work on a task that was canceled here, without waiting for the heartbeat to notice. */
  abort(taskId: string): void {
    for (const run of this.#running.values()) {
      if (run.taskId === taskId) run.controller.abort(new LeaseLost('canceled'));
    }
  }

  /**
   * Runs `held` tasks, and claims what is due or comes due, until nothing is left. All of it ends by `endsAt` (ms of
   * performance.now): nothing is claimed that could take longer, a retry that comes due too late is left to others.
   */
  async drain(endsAt: number, held: ClaimedTask[] = []): Promise<OutcomeCounts> {
    const claimUntil = Math.max(endsAt - this.#attemptMs, performance.now() + CLAIM_AT_LEAST_MS);
    const counts: OutcomeCounts = { claimed: 0, completed: 0, retry: 0, failed: 0, lost: 0, released: 0 };
    const own = new Set<Promise<void>>();
    const start = (task: ClaimedTask) => {
      const ended = this.#run(task, endsAt).then((outcome) => {
        counts[outcome] += 1;
        own.delete(ended);
      });
      own.add(ended);
    };
    held.forEach(start);
    try {
      while (!this.#stopped && performance.now() < claimUntil) {
        const { tasks, nextDueMs } = await claimTasks(this.#capacity());
        counts.claimed += tasks.length;
        tasks.forEach(start);
        const dueInTime = nextDueMs !== null && performance.now() + nextDueMs < claimUntil;
        if (own.size === 0 && !dueInTime) break;
        await this.#sleep(Math.min(nextDueMs ?? LOOK_AGAIN_MS, LOOK_AGAIN_MS));
      }
    } finally {
      await Promise.all(own);
    }
    return counts;
  }

  /** Claims due work for ever, as long as there is capacity; returns when the runner is stopped and all attempts have ended. */
  async loop(): Promise<void> {
    this.#looping = true;
    let reachable = true;
    while (!this.#stopped) {
      let waitMs = LOOK_AGAIN_MS;
      if (this.#capacity() > 0) {
        try {
          const { tasks, nextDueMs } = await claimTasks(this.#capacity());
          void this.run(tasks);
          waitMs = Math.min(nextDueMs ?? LOOK_AGAIN_MS, LOOK_AGAIN_MS);
          reachable = true;
        } catch (error) {
          if (reachable) log.error({ event: 'claim_failed', err: error });
          reachable = false;
        }
      }
      await this.#sleep(waitMs);
    }
    await this.#allEnded();
  }

  /** Claims nothing more, aborts what runs and gives its leases back; resolves when that is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wakeAll();
    for (const { controller } of this.#running.values()) controller.abort(new TaskReleased());
    await this.#allEnded();
  }

  async #allEnded(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  #capacity(): number {
    return Math.max(0, this.#concurrency - this.#running.size);
  }

  #sleep(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#sleepers.add(wake);
    });
  }

  #wakeAll(): void {
    for (const wake of this.#sleepers) wake();
  }
}

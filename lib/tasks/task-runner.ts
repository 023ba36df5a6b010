import { log } from '@/lib/log';
import { claimTasks } from './claim-tasks';
import type { ClaimedTask } from './claimed-task';
import { LeaseLost } from './keep-lease';
import { type RunOutcome, runTask, TaskReleased } from './run-task';
import type { TaskRegistry } from './task-handler';

/** How often a process with capacity asks for due work: a place may be freed by any other process. */
const LOOK_AGAIN_MS = 500;

export type OutcomeCounts = Record<'claimed' | RunOutcome, number>;

/** Runs tasks in this process: those it was handed by an accepted request, and those it claims. */
export class TaskRunner {
  readonly #running = new Map<string, { controller: AbortController; ended: Promise<RunOutcome> }>();
  readonly #registry: TaskRegistry;
  readonly #concurrency: number;
  #stopped = false;
  #wake: () => void = () => undefined;

  constructor(registry: TaskRegistry, concurrency: number) {
    this.#registry = registry;
    this.#concurrency = concurrency;
  }

  /** Runs tasks whose leases this process holds; resolves when all their attempts have ended. */
  async run(tasks: ClaimedTask[]): Promise<RunOutcome[]> {
    return Promise.all(tasks.map((task) => this.#run(task)));
  }

  #run(task: ClaimedTask): Promise<RunOutcome> {
    const controller = new AbortController();
    if (this.#stopped) controller.abort(new TaskReleased());
    const ended = runTask(task, this.#registry, controller)
      .catch((error): RunOutcome => {
        log.error({ event: 'attempt_left_to_sweep', taskId: task.taskId, err: error });
        return 'lost';
      })
      .finally(() => {
        this.#running.delete(task.taskId);
        this.#wake();
      });
    this.#running.set(task.taskId, { controller, ended });
    return ended;
  }

  /** Stops the work on a task that was canceled here, without waiting for the heartbeat to notice. */
  abort(taskId: string): void {
    this.#running.get(taskId)?.controller.abort(new LeaseLost('canceled'));
  }

  /** Claims and runs what is due, and what comes due, until `deadline` (ms of performance.now) or nothing is left. */
  async drain(deadline: number): Promise<OutcomeCounts> {
    const counts: OutcomeCounts = { claimed: 0, completed: 0, retry: 0, failed: 0, lost: 0, released: 0 };
    const running = new Set<Promise<void>>();
    while (!this.#stopped && performance.now() < deadline) {
      const { tasks, nextDueMs } = await claimTasks(this.#concurrency - running.size);
      counts.claimed += tasks.length;
      for (const task of tasks) {
        const ended: Promise<void> = this.#run(task).then((outcome) => {
          counts[outcome] += 1;
          running.delete(ended);
        });
        running.add(ended);
      }
      const waitMs = Math.min(nextDueMs ?? Number.POSITIVE_INFINITY, deadline - performance.now());
      if (running.size > 0) await Promise.race(running);
      else if (nextDueMs !== null && nextDueMs <= waitMs) await this.#sleep(waitMs);
      else break;
    }
    await Promise.all(running);
    return counts;
  }

  /** Claims due work for ever, as long as there is capacity; returns when the runner is stopped. */
  async loop(): Promise<void> {
    let reachable = true;
    while (!this.#stopped) {
      const capacity = this.#concurrency - this.#running.size;
      let waitMs = LOOK_AGAIN_MS;
      if (capacity > 0) {
        try {
          const { tasks, nextDueMs } = await claimTasks(capacity);
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
  }

  /** Claims nothing more, aborts what runs and gives its leases back; resolves when that is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    for (const { controller } of this.#running.values()) controller.abort(new TaskReleased());
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  #sleep(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

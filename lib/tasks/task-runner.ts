import { log } from '@/lib/log';
import { type ClaimedTask, taskLog } from './claimed-task';
import { type RunOutcome, TaskReleased } from './end-attempt';
import { LeaseKeeper, LeaseLost } from './lease-keeper';
import { claimTasks } from './queue';
import { runTask } from './run-task';
import type { TaskKinds } from './task-kind';

/** How often a process with capacity asks for due work: a place may be freed by any other process. */
const LOOK_AGAIN_MS = 500;

/** Where an attempt may take longer than a request has: what is due is claimed at its beginning only. */
const CLAIM_AT_LEAST_MS = 1000;

/** What a stop waits for a result in hand to be brought home, before its task is given back to others who would buy it again. */
const BRING_HOME_MS = 5000;

export type OutcomeCounts = Record<'claimed' | RunOutcome, number>;

/** How many tasks of each lane; a lane that isn't named is not worked. */
export type Places = Readonly<Record<string, number>>;

interface Run {
  taskId: string;
  lane: string;
  controller: AbortController;
  /** It has a result in hand. */
  held: boolean;
  ended: Promise<RunOutcome>;
}

/** Runs tasks in this process: those it was handed by an accepted request, and those it claims. */
export class TaskRunner {
  /** By lease: a task whose lease ran out unnoticed may be claimed here a second time. */
  readonly #running = new Map<string, Run>();
  /** Places of a lane kept for what requests that are being accepted may claim. */
  readonly #reserved = new Map<string, number>();
  readonly #sleepers = new Set<() => void>();
  readonly #leases = new LeaseKeeper();
  readonly #kinds: TaskKinds;
  readonly #places: Places;
  readonly #attemptMs: number;
  #looping = false;
  #stopped = false;

  constructor(kinds: TaskKinds, { places, attemptMs }: { places: Places; attemptMs: number }) {
    this.#kinds = kinds;
    this.#places = places;
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
    const { taskId, lane } = task;
    const kind = this.#kinds[task.kind];
    const timeoutMs = Math.max(0, Math.min(kind?.timeoutMs ?? this.#attemptMs, endsAt - performance.now()));
    const run: Omit<Run, 'ended'> = { taskId, lane, controller, held: false };
    const hold = () => {
      run.held = true;
    };
    const ended = runTask(task, kind, this.#leases, controller, timeoutMs, hold)
      .catch((error): RunOutcome => {
        taskLog(task).error({ event: 'attempt_left_to_sweep', err: error });
        return 'lost';
      })
      .finally(() => {
        this.#running.delete(task.leaseToken);
        this.#wakeAll();
      });
    this.#running.set(task.leaseToken, Object.assign(run, { ended }));
    return ended;
  }

  /** Keeps up to `wanted` free places of the lane for a request that is being accepted, until `give` says that its tasks run. */
  reserve(lane: string, wanted: number): { places: number; give: (places?: number) => void } {
    const places = Math.min(wanted, this.#free(lane));
    let kept = places;
    const reserve = (more: number) => this.#reserved.set(lane, (this.#reserved.get(lane) ?? 0) + more);
    reserve(places);
    return {
      places,
      give: (count = kept) => {
        const given = Math.min(count, kept);
        kept -= given;
        reserve(-given);
        if (given > 0) this.#wakeAll();
      },
    };
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
        const { tasks, nextDueMs } = await this.#claim();
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
      if (Object.keys(this.#places).some((lane) => this.#free(lane) > 0)) {
        try {
          const { tasks, nextDueMs } = await this.#claim();
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
    const runs = [...this.#running.values()];
    for (const { controller, held } of runs) if (!held) controller.abort(new TaskReleased());
    const late = setTimeout(() => {
      for (const { controller } of runs) controller.abort(new TaskReleased());
    }, BRING_HOME_MS);
    await this.#allEnded();
    clearTimeout(late);
  }

  async #allEnded(): Promise<void> {
    while (this.#running.size > 0) await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  #claim(): ReturnType<typeof claimTasks> {
    const lanes = Object.keys(this.#places).map((lane) => [lane, this.#free(lane)] as const);
    return claimTasks(Object.fromEntries(lanes.filter(([, free]) => free > 0)), Object.keys(this.#kinds));
  }

  #free(lane: string): number {
    if (this.#stopped) return 0;
    const running = [...this.#running.values()].filter((run) => run.lane === lane).length;
    return Math.max(0, (this.#places[lane] ?? 0) - running - (this.#reserved.get(lane) ?? 0));
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

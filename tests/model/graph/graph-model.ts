import type { Moment } from '@/tests/model/model-task';
import { KINDS } from './graph';
import { type GraphCall, LEASE_SECONDS, type Lease } from './graph-command';
import { type GraphTask, ModelGraph } from './model-graph';
import { ModelQueue } from './model-queue';
import type { GraphState, Inputs } from './read-graph-state';

/** A claim as a worker gets it, but for its token: the inputs are those that it works with. */
interface Claimed {
  label: string;
  attempt: number;
  inputs: Inputs | null;
}

/** What a call answers, in the model's words; `error` is the SQL state of a refusal. */
export type GraphAnswer =
  | { claimed: Claimed[]; nextDueSeconds: number | null }
  | { canceled: string[] }
  | { reaped: number; failed: number }
  | { says: boolean | string }
  | { error: string };

/** The lifecycle of tasks in groups as the contract means it, in memory: one account, one call at a time. */
export class GraphModel {
  readonly #graph = new ModelGraph();
  readonly #queue = new ModelQueue(this.#graph);
  readonly #granted: number;
  #calls = 0;

  constructor(granted: number) {
    this.#granted = granted;
  }

  /** What the call must answer; afterwards the model is as the database must be. `chosen` decides only between tasks that are equally due. */
  expect(call: GraphCall, chosen: readonly string[]): GraphAnswer {
    this.#calls += 1;
    switch (call.name) {
      case 'open':
        this.#graph.open(call.group, this.#moment);
        return { says: 'done' };
      case 'claim':
        return this.#claim(call, chosen);
      case 'cancel':
        return this.#cancel(call.id, call.stranger);
      case 'cancel group':
        return this.#cancelGroup(call.id, call.stranger);
      case 'sweep':
        return this.#sweep();
      case 'step':
        this.#queue.now += call.seconds;
        return { says: 'done' };
      default:
        return { says: this.#finish(call) };
    }
  }

  /** The leases that the database gave for the claims that were expected. */
  learn(leases: readonly Lease[]): void {
    for (const { taskId, leaseToken } of leases) {
      const lease = this.#graph.find(taskId)?.lease;
      if (lease) lease.token = leaseToken;
    }
  }

  /** The rows as they must be now. */
  state(): GraphState {
    return this.#graph.state(this.#granted, this.#queue.isDue);
  }

  #moment = (index = 0): Moment => [this.#queue.now, this.#calls, index];

  #close(task: GraphTask, outcome: string): void {
    if (task.lease) task.outcomes[task.attempts - 1] = outcome;
  }

  #requeue(task: GraphTask, due: Moment, errorCode: string | null): void {
    task.status = 'queued';
    task.lease = null;
    task.due = due;
    task.errorCode = errorCode;
  }

  #claim({ places, knows }: Extract<GraphCall, { name: 'claim' }>, chosen: readonly string[]): GraphAnswer {
    const claimed: Claimed[] = [];
    let full = true;
    for (const [lane, limit] of Object.entries(places).sort(([a], [b]) => (a < b ? -1 : 1))) {
      const before = claimed.length;
      const knowsAny = knows.some((kind) => KINDS[kind].lane === lane);
      while (knowsAny && claimed.length - before < limit) {
        const next = this.#queue.next(lane, knows, chosen[claimed.length]);
        if (next) claimed.push(this.#start(next));
        else if (claimed.length > before || !this.#queue.mend(lane, this.#moment)) break;
      }
      full &&= claimed.length - before >= limit;
    }
    return { claimed, nextDueSeconds: full ? null : this.#queue.nextDueSeconds() };
  }

  #start(task: GraphTask): Claimed {
    task.status = 'processing';
    task.attempts += 1;
    task.lease = { token: '', until: this.#queue.now + LEASE_SECONDS };
    task.errorCode = null;
    task.progress = null;
    task.outcomes[task.attempts - 1] = null;
    return { label: task.label, attempt: task.attempts, inputs: task.inputs };
  }

  #cancel(id: string, stranger: boolean): GraphAnswer {
    const task = this.#graph.find(id);
    if (!task || stranger || KINDS[task.kind].quiet) return { error: 'PT404' };
    if (!['queued', 'processing'].includes(task.status) || task.made) return { error: 'PT409' };
    const waiting = this.#graph.waiting();
    this.#close(task, 'canceled');
    this.#graph.end(task, 'canceled', null);
    this.#graph.advance(waiting, this.#moment);
    return { says: 'done' };
  }

  /** All that could be released or canceled for it is canceled by it. */
  #cancelGroup(id: string, stranger: boolean): GraphAnswer {
    if (stranger) return { error: 'PT404' };
    const canceled = this.#graph.openOf(id).filter(({ made }) => !made);
    for (const task of canceled) {
      this.#close(task, 'canceled');
      this.#graph.end(task, 'canceled', null);
    }
    return { canceled: canceled.map(({ label }) => label).sort() };
  }

  #finish(call: Extract<GraphCall, { lease: Lease }>): boolean | string {
    const task = this.#graph.find(call.lease.taskId);
    const { now } = this.#queue;
    if (!task || task.lease?.token !== call.lease.leaseToken || task.lease.until <= now)
      return call.name === 'fail' ? 'lost' : false;
    const waiting = this.#graph.waiting();
    switch (call.name) {
      case 'heartbeat':
        task.lease.until = now + LEASE_SECONDS;
        task.progress = call.progress;
        return true;
      case 'keep':
      case 'forget':
        task.made = call.name === 'keep';
        return true;
      case 'complete':
        this.#close(task, 'completed');
        this.#graph.end(task, 'completed', null);
        this.#graph.advance(waiting, this.#moment);
        return true;
      case 'release':
        this.#close(task, 'released');
        task.attempts -= 1;
        this.#requeue(task, task.openedAt, null);
        return true;
      case 'fail': {
        this.#close(task, 'failed');
        const wait = task.delays[task.attempts - 1];
        if (!call.retryable || wait === undefined) {
          this.#graph.end(task, 'failed', 'internal');
          this.#graph.advance(waiting, this.#moment);
          return 'failed';
        }
        const [, ...order] = this.#moment();
        task.failedAt = now;
        this.#requeue(task, [now + Math.max(wait, call.afterSeconds), ...order], 'internal');
        return 'retry';
      }
    }
  }

  #sweep(): GraphAnswer {
    const { now } = this.#queue;
    for (const { lane } of Object.values(KINDS)) this.#queue.mend(lane, this.#moment);
    for (const { lease } of this.#graph.tasks)
      if (lease) lease.until = Math.min(lease.until, now + LEASE_SECONDS);
    const waiting = this.#graph.waiting();
    const expired = this.#graph.tasks.filter(({ lease }) => lease && lease.until <= now);
    const failed = expired.filter(({ attempts, delays }) => attempts > delays.length);
    for (const task of expired) {
      this.#close(task, 'expired');
      if (failed.includes(task)) this.#graph.end(task, 'failed', 'lease_expired');
      else this.#requeue(task, task.openedAt, null);
    }
    // Which of several was taken back first nobody need know: what they release is equally due.
    this.#graph.advance(waiting, () => this.#moment());
    return { reaped: expired.length, failed: failed.length };
  }
}

import { compare, type Moment } from '@/tests/model/model-task';
import { KINDS, type Kind, kinds } from './graph';
import { MAX_RUNNING } from './graph-command';
import type { GraphTask, ModelGraph } from './model-graph';

const placesOf = (lane: string): number =>
  kinds
    .map((kind) => (KINDS[kind].lane === lane ? KINDS[kind].places : null))
    .find((places) => places !== null) ?? MAX_RUNNING;

/** The account's queue of every lane: what is due, and what is claimed next. */
export class ModelQueue {
  readonly #graph: ModelGraph;
  now = 0;

  constructor(graph: ModelGraph) {
    this.#graph = graph;
  }

  isDue = (task: GraphTask): boolean => this.#graph.isQueued(task) && task.due[0] <= this.now;

  #inLane(lane: string): GraphTask[] {
    return this.#graph.tasks.filter(({ kind }) => KINDS[kind].lane === lane);
  }

  /** By priority of the kinds; a retry goes before what was never tried. Among those that are equally due, the chosen one. */
  next(lane: string, knows: readonly Kind[], chosen: string | undefined): GraphTask | undefined {
    const tasks = this.#inLane(lane);
    if (tasks.filter(({ status }) => status === 'processing').length >= placesOf(lane)) return undefined;
    const due = tasks.filter((task) => knows.includes(task.kind) && this.isDue(task));
    const retries = due.filter(({ errorCode }) => errorCode !== null);
    const [best, ...others] = (retries.length > 0 ? retries : due).toSorted(
      (a, b) => KINDS[a.kind].priority - KINDS[b.kind].priority || compare(a.due, b.due),
    );
    const equal = others.filter(
      (task) => best && task.kind === best.kind && compare(task.due, best.due) === 0,
    );
    return equal.find(({ label }) => label === chosen) ?? best;
  }

  /** Until the next retry is due; null without one. */
  nextDueSeconds(): number | null {
    const later = this.#graph.tasks.filter(
      ({ errorCode, status, due }) => errorCode !== null && status === 'queued' && due[0] > this.now,
    );
    const next = Math.min(...later.map(({ due }) => due[0] - this.now));
    return Number.isFinite(next) ? next : null;
  }

  /** What was queued while the clock was fast is due, a retry waits as long as it was meant to; true if there was any. */
  mend(lane: string, moment: (index: number) => Moment): boolean {
    const queue = this.#inLane(lane)
      .filter(this.#graph.isQueued)
      .sort((a, b) => compare(a.due, b.due));
    if (queue.some(this.isDue)) return false;
    const odd = queue.filter((task) => task.errorCode === null || task.failedAt > this.now);
    for (const [index, task] of odd.entries()) {
      if (task.errorCode === null) {
        task.due = moment(index - odd.length);
      } else {
        // Retries that were to wait equally long are equally due.
        const [now, ...order] = moment(0);
        task.due = [now + task.due[0] - task.failedAt, ...order];
      }
      task.failedAt = Math.min(task.failedAt, this.now);
    }
    return odd.length > 0;
  }
}

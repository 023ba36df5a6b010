import type { Moment } from '@/tests/model/model-task';
import { type NewGroup, type NewTask, resultOf } from './graph';
import type { GraphState, Inputs, TaskState } from './read-graph-state';

/** What the model knows of a task. Who waits for how many is not kept: the tasks that it waits for tell. */
export interface GraphTask extends NewTask {
  groupId: string;
  delays: readonly number[];
  status: TaskState['status'];
  attempts: number;
  due: Moment;
  openedAt: Moment;
  /** When its last attempt failed that is followed by a retry. */
  failedAt: number;
  made: boolean;
  lease: { token: string; until: number } | null;
  errorCode: string | null;
  progress: number | null;
  outcomes: (string | null)[];
  inputs: Inputs | null;
}

const isOpen = ({ status }: GraphTask) => status === 'queued' || status === 'processing';
const isRefunded = ({ status }: GraphTask) => status === 'failed' || status === 'canceled';

/** Groups of tasks that wait for each other: what is released and what is canceled when some of them have ended. */
export class ModelGraph {
  readonly tasks: GraphTask[] = [];
  readonly #byId = new Map<string, GraphTask>();
  readonly #groups: NewGroup[] = [];

  open(group: NewGroup, moment: (index: number) => Moment): void {
    this.#groups.push(group);
    for (const [index, task] of group.tasks.entries()) {
      const opened: GraphTask = {
        ...task,
        groupId: group.id,
        delays: group.delays,
        status: 'queued',
        attempts: 0,
        due: moment(index),
        openedAt: moment(index),
        failedAt: 0,
        made: false,
        lease: null,
        errorCode: null,
        progress: null,
        outcomes: [],
        inputs: null,
      };
      this.tasks.push(opened);
      this.#byId.set(task.id, opened);
    }
  }

  find(id: string): GraphTask | undefined {
    return this.#byId.get(id);
  }

  openOf(groupId: string): GraphTask[] {
    return this.tasks.filter((task) => task.groupId === groupId && isOpen(task));
  }

  /** The tasks at the other ends of what it waits for, one as often as it waits for it. */
  #parents(task: GraphTask): GraphTask[] {
    return task.waitsFor.flatMap(({ taskId }) => this.#byId.get(taskId) ?? []);
  }

  #waitsFor = (task: GraphTask): number => this.#parents(task).filter(isOpen).length;

  isQueued = (task: GraphTask): boolean => task.status === 'queued' && this.#waitsFor(task) === 0;

  #inputs(task: GraphTask): Inputs {
    const inputs: Inputs = {};
    for (const { taskId, port } of task.waitsFor.toSorted((a, b) => a.position - b.position)) {
      const parent = this.#byId.get(taskId);
      if (parent?.status !== 'completed') continue;
      inputs[port] ??= [];
      inputs[port].push({ label: parent.label, result: resultOf(parent.kind, parent.label) });
    }
    return inputs;
  }

  end(task: GraphTask, status: TaskState['status'], errorCode: string | null): void {
    task.status = status;
    task.errorCode = errorCode;
    task.lease = null;
  }

  /** Those that wait for others now. */
  waiting(): GraphTask[] {
    return this.tasks.filter((task) => task.status === 'queued' && this.#waitsFor(task) > 0);
  }

  /**
   * Tasks have just ended; these were waiting before. What waits for nothing any more is due, in the order of the group, or canceled,
   * if too few of its parents completed; then the same for those that waited for the canceled ones.
   */
  advance(waited: readonly GraphTask[], moment: (index: number) => Moment): void {
    let released = 0;
    const enough = (task: GraphTask) =>
      this.#parents(task).filter(({ status }) => status === 'completed').length >= task.needs;
    for (let waiting = waited; ; ) {
      const ready = waiting.filter(this.isQueued);
      for (const task of ready.filter(enough)) {
        task.due = moment(released++);
        task.inputs = this.#inputs(task);
      }
      const doomed = ready.filter((task) => !enough(task));
      if (doomed.length === 0) return;
      waiting = waiting.filter((task) => !ready.includes(task));
      for (const task of doomed) this.end(task, 'canceled', 'upstream_failed');
    }
  }

  /** The rows as they must be, for an account that was granted so many credits. */
  state(granted: number, isDue: (task: GraphTask) => boolean): GraphState {
    const groups = this.#groups.map(({ id, label }) => {
      const of = this.tasks.filter(({ groupId }) => groupId === id);
      const count = (status: string) => of.filter((task) => task.status === status).length;
      const [completed, failed, canceled] = [count('completed'), count('failed'), count('canceled')];
      return {
        label,
        open: of.filter(isOpen).length,
        counts: { total: of.length, completed, failed, canceled },
      };
    });
    const tasks = this.tasks.map((task): [string, TaskState] => [
      task.label,
      {
        status: task.status,
        // A canceled one waits no more, whatever it says.
        waitsFor: task.status === 'canceled' ? null : this.#waitsFor(task),
        isDue: isDue(task),
        attempts: task.attempts,
        errorCode: task.errorCode,
        made: task.made,
        progress: task.progress,
        outcomes: [...task.outcomes],
        inputs: task.inputs,
        charged: task.price,
        refunded: isRefunded(task) ? task.price : 0,
      },
    ]);
    return {
      tasks: Object.fromEntries(tasks),
      groups: Object.fromEntries(
        groups.map(({ label, open, counts }) => [label, { ...counts, open, finished: open === 0 }]),
      ),
      notifications: groups
        .filter(({ open }) => open === 0)
        .map(({ label, counts }) => ({ of: label, kind: `${label}_finished`, ...counts })),
      credits: this.tasks.reduce((credits, task) => credits - (isRefunded(task) ? 0 : task.price), granted),
      wrongTurns: 0,
    };
  }
}

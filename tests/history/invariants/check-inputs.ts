import { isDeepStrictEqual } from 'node:util';
import { Check, type CheckResult } from '@/tests/history/check';
import type { DependencyRow } from '@/tests/history/database-event';
import type { History } from '@/tests/history/history';
import { type Moment, replay } from '@/tests/history/replay';

/** What the completed ones of those that a task waited for give it, by port and in order. */
function inputsFrom(edges: readonly DependencyRow[], tasks: Moment['tasks']): Record<string, unknown> {
  const inputs: Record<string, unknown[]> = {};
  for (const { parent_id: taskId, port } of edges.toSorted((a, b) => a.position - b.position)) {
    const parent = tasks.get(taskId);
    if (parent?.status !== 'completed') continue;
    inputs[port] ??= [];
    inputs[port].push({ taskId, result: parent.result });
  }
  return inputs;
}

/** A task that waited has the results of those that it waited for from the moment in which it is due, and they never change. */
export function checkInputs(history: History): CheckResult[] {
  const bound = new Check('inputs are the results of those that it waited for');

  for (const { transaction, tasks, parents, before } of replay(history)) {
    for (const id of before.keys()) {
      const task = tasks.get(id);
      const edges = parents.get(id) ?? [];
      if (!task || edges.length === 0 || task.status === 'canceled') continue;
      const expected = task.waits_for > 0 ? null : inputsFrom(edges, tasks);
      bound.that(
        isDeepStrictEqual(task.inputs, expected),
        () =>
          `task ${id} has ${JSON.stringify(task.inputs)} after ${transaction.txid}, not ${JSON.stringify(expected)}`,
      );
    }
  }
  return [bound.result];
}

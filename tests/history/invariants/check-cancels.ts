import { Check, type CheckResult } from '@/tests/history/check';
import { type History, isTerminal } from '@/tests/history/history';
import { replay } from '@/tests/history/replay';

/** Who cancels a group cancels all of it at once, but for what is made already and completes in a moment. */
export function checkCancels(history: History): CheckResult[] {
  const check = new Check('a canceled group leaves nothing open that is not made');
  /** By one of the tasks that the answer named. */
  const answers = new Map<string, { groupId: string; taskIds: string[] }>();
  for (const event of history.client) {
    const [first] = event.kind === 'groupCanceled' ? event.taskIds : [];
    if (first && event.kind === 'groupCanceled') answers.set(first, event);
  }
  for (const { transaction, tasks, before } of replay(history)) {
    for (const [id, old] of before) {
      const answer = answers.get(id);
      if (!answer || tasks.get(id)?.status !== 'canceled' || old?.status === 'canceled') continue;
      answers.delete(id);
      const together = answer.taskIds.every(
        (taskId) => before.has(taskId) && tasks.get(taskId)?.status === 'canceled',
      );
      const open = [...tasks.values()].filter(
        (task) => task.group_id === answer.groupId && !isTerminal(task) && task.made_at === null,
      );
      check.that(
        together && open.length === 0,
        () =>
          `group ${answer.groupId} was canceled in ${transaction.txid}: ${together ? 'all' : 'not all'} of ${answer.taskIds} were, and ${open.map((task) => `${task.id} (${task.status})`)} is open`,
      );
    }
  }
  for (const [id, { groupId }] of answers) {
    check.that(false, () => `task ${id} of group ${groupId} was told to be canceled and never was`);
  }
  return [check.result];
}

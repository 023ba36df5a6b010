import { Check, type CheckResult } from '@/tests/history/check';
import type { History } from '@/tests/history/history';

const knownTo = (history: History, taskId: string) => history.tasks.get(taskId);

/** What was acknowledged is there, what was refused left nothing, and the same ids got the same answer. */
export function checkAnswers(history: History): CheckResult[] {
  const there = new Check('an acknowledged task is never missing');
  const price = new Check('an answer says what was charged');
  const same = new Check('the same ids get the same answer');
  const nothing = new Check('what was refused left nothing behind');
  const batches = new Map<string, string>();

  for (const event of history.client) {
    if (event.kind !== 'accepted') continue;
    for (const taskId of event.taskIds) {
      const task = knownTo(history, taskId);
      there.that(
        task?.userId === event.userId && task.last !== null,
        () => `task ${taskId} was acknowledged and is not there`,
      );
      price.that(
        task?.price === event.price,
        () => `task ${taskId} was accepted for ${event.price} and cost ${task?.price}`,
      );
      const first = batches.get(taskId) ?? event.batchId;
      same.that(
        first === event.batchId,
        () => `task ${taskId} was accepted in batches ${first} and ${event.batchId}`,
      );
      batches.set(taskId, first);
    }
    const sum = event.price * event.taskIds.length;
    price.that(event.charged === sum, () => `${event.taskIds}: charged ${event.charged}, not ${sum}`);
  }
  for (const event of history.client) {
    if (event.kind === 'missing') {
      there.that(
        !batches.has(event.taskId),
        () => `task ${event.taskId} was acknowledged and the API did not know it`,
      );
    } else if (event.kind === 'refused') {
      for (const taskId of event.taskIds.filter((id) => !batches.has(id))) {
        const task = knownTo(history, taskId);
        nothing.that(
          task?.userId !== event.userId,
          () => `task ${taskId} was refused with ${event.status} and is there`,
        );
      }
    }
  }
  return [there, price, same, nothing].map(({ result }) => result);
}

import { Check, type CheckResult } from '@/tests/history/check';
import type { DatabaseEvent } from '@/tests/history/database-event';
import type { GeminiRequest } from '@/tests/support/gemini-server';

/** Whose picture a request was for: the tasks of one seed come one after the other. */
function taskAt(taskIds: string[], createdAt: Map<string, number>, at: number): string | undefined {
  return taskIds.findLast((taskId) => (createdAt.get(taskId) ?? Number.POSITIVE_INFINITY) <= at);
}

/** Once the bytes of a picture are stored, no process asks the provider for it again. `seeds` names the tasks of each seed. */
export function checkPurchases(
  events: DatabaseEvent[],
  requests: Pick<GeminiRequest, 'seed' | 'at'>[],
  seeds: Map<number, string[]>,
): CheckResult {
  const createdAt = new Map<string, number>();
  const storedAt = new Map<string, number>();
  for (const event of events) {
    if (event.op !== 'insert') continue;
    if (event.table === 'tasks' && event.new) createdAt.set(event.new.id, event.new.created_at);
    const [, taskId = '', name] = event.table === 'objects' ? (event.new?.name.split('/') ?? []) : [];
    if (name === 'original') storedAt.set(taskId, event.at);
  }
  const check = new Check('what is stored is not bought again');
  for (const { seed, at } of requests) {
    const taskId = taskAt(seeds.get(seed ?? -1) ?? [], createdAt, at);
    const since = storedAt.get(taskId ?? '');
    check.that(
      since === undefined || at <= since,
      () => `the provider was asked for ${taskId} ${at - (since ?? 0)} ms after its bytes were stored`,
    );
  }
  return check.result;
}

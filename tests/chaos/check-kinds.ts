import { Check, type CheckResult } from '@/tests/history/check';
import type { DatabaseEvent } from '@/tests/history/database-event';

/** No process claims a kind that it does not know. `processOf` tells who got a lease, `knows` what a process knows. */
export function checkKinds(
  events: DatabaseEvent[],
  processOf: Map<string, string>,
  knows: (process: string, kind: string) => boolean,
): CheckResult {
  const check = new Check('a process claims only kinds that it knows');
  for (const event of events) {
    if (event.table !== 'tasks' || event.new?.status !== 'processing' || event.old?.status === 'processing')
      continue;
    const { id, kind, lease_token: token } = event.new;
    const process = processOf.get(token ?? '');
    // Its answer was lost.
    if (!process) continue;
    check.that(knows(process, kind), () => `task ${id}, a ${kind}, was claimed by ${process}`);
  }
  return check.result;
}

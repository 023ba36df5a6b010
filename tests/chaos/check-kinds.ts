import { Check, type CheckResult } from '@/tests/history/check';
import type { DatabaseEvent } from '@/tests/history/database-event';

/** No process claims a kind that it does not know. `processOf` tells who got a lease, `kindsOf` what a process knows. */
export function checkKinds(
  events: DatabaseEvent[],
  processOf: Map<string, string>,
  kindsOf: (process: string) => readonly string[],
): CheckResult {
  const check = new Check('a process claims only kinds that it knows');
  for (const event of events) {
    if (event.table !== 'tasks' || event.new?.status !== 'processing' || event.old?.status === 'processing')
      continue;
    const { id, kind, lease_token: token } = event.new;
    const process = processOf.get(token ?? '');
    // Its answer was lost.
    if (!process) continue;
    check.that(kindsOf(process).includes(kind), () => `task ${id}, a ${kind}, was claimed by ${process}`);
  }
  return check.result;
}

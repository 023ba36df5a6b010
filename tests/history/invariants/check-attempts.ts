import { Check, type CheckResult } from '@/tests/history/check';
import type { AttemptRow } from '@/tests/history/database-event';
import type { History, TaskHistory, Transaction } from '@/tests/history/history';

/** The attempts of a task that are open after a transaction. */
function openAttempts(task: TaskHistory): (until: Transaction) => AttemptRow[] {
  const rows = new Map<number, AttemptRow>();
  const order = new Map<Transaction, AttemptRow[]>();
  for (const { transaction, new: row } of task.attempts) {
    if (row) rows.set(row.attempt, row);
    order.set(
      transaction,
      [...rows.values()].filter(({ outcome }) => outcome === null),
    );
  }
  return (until) => order.get(until) ?? [];
}

/** Attempts count when they are claimed, each has a lease of its own, and there are never more than the task may have. */
export function checkAttempts(history: History): CheckResult[] {
  const counted = new Check('an attempt counts when it is claimed');
  const bounded = new Check('never more attempts than the maximum');
  const leased = new Check('every claim has a lease of its own');
  const due = new Check('nothing is claimed before it is due');
  const agreed = new Check('a task and its attempts end the same way');
  const tokens = new Set<string>();

  for (const task of history.tasks.values()) {
    const open = openAttempts(task);
    let claims = 0;
    let given = 0;
    for (const { at, old, new: row, outcome, transaction } of task.changes) {
      if (!row) continue;
      const claimed = row.status === 'processing' && old?.status !== 'processing';
      const left = old?.status === 'processing' && row.status !== 'processing';
      if (claimed && old) {
        claims += 1;
        counted.that(
          row.attempts === old.attempts + 1,
          () => `task ${task.id} was claimed with ${old.attempts} → ${row.attempts} attempts`,
        );
        due.that(at >= old.run_after, () => `task ${task.id} was claimed ${old.run_after - at} ms early`);
      } else if (old) {
        const back = outcome === 'released' && left ? 1 : 0;
        given += back;
        counted.that(
          row.attempts === old.attempts - back,
          () => `task ${task.id} (${outcome ?? 'no end'}): ${old.attempts} → ${row.attempts} attempts`,
        );
      }
      if (claimed) {
        const token = row.lease_token ?? '';
        leased.that(
          token !== '' && !tokens.has(token),
          () => `task ${task.id} was claimed with the lease ${token || 'of nobody'} again`,
        );
        tokens.add(token);
      } else if (row.status === 'processing') {
        leased.that(
          row.lease_token === old?.lease_token,
          () => `task ${task.id}: its lease changed hands without a claim`,
        );
      }
      bounded.that(
        row.attempts <= row.max_attempts && claims - given <= row.max_attempts,
        () => `task ${task.id}: ${claims - given} attempts of ${row.max_attempts}`,
      );
      if (claimed || left) {
        const now = open(transaction).map(({ attempt }) => attempt);
        const expected = claimed ? [row.attempts] : [];
        agreed.that(
          now.join() === expected.join(),
          () => `task ${task.id} is ${row.status}, its open attempts are [${now}]`,
        );
      }
      if (left) {
        const ways =
          row.status === 'queued'
            ? ['failed', 'released', 'expired']
            : row.status === 'failed'
              ? ['failed', 'expired']
              : [row.status];
        agreed.that(
          ways.includes(outcome ?? ''),
          () => `task ${task.id} became ${row.status}, its attempt ${outcome ?? 'did not end'}`,
        );
      }
    }
  }
  return [counted, bounded, leased, due, agreed].map(({ result }) => result);
}

import { Check, type CheckResult } from '@/tests/history/check';
import type { History } from '@/tests/history/history';

/** At every commit: the balance is the sum of the ledger and not below zero; entries are only ever added. */
export function checkBalances(history: History): CheckResult[] {
  const adds = new Check('the ledger adds up at every instant');
  const positive = new Check('credits are never below zero');
  const appended = new Check('the ledger is append-only');
  const balances = new Map<string, number>();
  const sums = new Map<string, number>();

  for (const { events, txid } of history.transactions) {
    const touched = new Set<string>();
    const gone = new Set<string>();
    for (const event of events) {
      if (event.table === 'profiles') {
        const { user_id: userId } = event.new ?? event.old ?? { user_id: '' };
        touched.add(userId);
        if (event.new) balances.set(userId, event.new.credits);
        else gone.add(userId);
      } else if (event.table === 'credit_ledger' && event.op === 'insert' && event.new) {
        const { user_id: userId, amount } = event.new;
        touched.add(userId);
        sums.set(userId, (sums.get(userId) ?? 0) + amount);
        appended.that(true, () => '');
      }
    }
    for (const event of events) {
      if (event.table !== 'credit_ledger' || event.op === 'insert' || !event.old) continue;
      const { id, user_id: userId } = event.old;
      appended.that(gone.has(userId), () => `entry ${id}: ${event.op} in transaction ${txid}`);
    }
    for (const userId of touched) {
      if (gone.has(userId)) continue;
      const [balance, sum] = [balances.get(userId) ?? 0, sums.get(userId) ?? 0];
      adds.that(
        balance === sum,
        () => `user ${userId} has ${balance}, the ledger says ${sum}, after ${txid}`,
      );
      positive.that(balance >= 0, () => `user ${userId} has ${balance} after ${txid}`);
    }
  }
  return [adds, positive, appended].map(({ result }) => result);
}

import { isDeepStrictEqual } from 'node:util';
import { Check, type CheckResult } from '@/tests/history/check';
import type { GroupRow, NotificationRow } from '@/tests/history/database-event';
import type { History } from '@/tests/history/history';
import { replay } from '@/tests/history/replay';

const groupOf = ({ subject }: NotificationRow) =>
  typeof subject === 'object' && subject !== null && 'groupId' in subject
    ? String(subject.groupId)
    : undefined;

function tells({ user_id, kind, subject }: NotificationRow, group: GroupRow): boolean {
  const { id: groupId, total, completed, failed, canceled } = group;
  return (
    user_id === group.user_id &&
    kind === `${group.kind}_finished` &&
    isDeepStrictEqual(subject, { groupId, total, completed, failed, canceled })
  );
}

/** Its person is told once of a group that is over, by the transaction that ended it; and of none before. */
export function checkNotifications(history: History): CheckResult[] {
  const check = new Check('a group that is over is told of once, by the transaction that ended it');
  const over = new Set<string>();

  for (const { transaction, groups, touched } of replay(history)) {
    const told = new Map<string, NotificationRow[]>();
    for (const event of transaction.events) {
      if (event.table !== 'notifications' || event.op !== 'insert' || !event.new) continue;
      const groupId = groupOf(event.new);
      if (groupId) told.set(groupId, [...(told.get(groupId) ?? []), event.new]);
    }
    for (const groupId of new Set([...touched, ...told.keys()])) {
      const group = groups.get(groupId);
      const notices = told.get(groupId) ?? [];
      const ends = group !== undefined && group.finished_at !== null && !over.has(groupId);
      if (ends) over.add(groupId);
      if (!ends && notices.length === 0) continue;
      check.that(
        ends && notices.length === 1 && notices.every((notice) => tells(notice, group)),
        () =>
          `group ${groupId} ${ends ? 'ended' : 'did not end'} in ${transaction.txid}, told: ${JSON.stringify(notices)}`,
      );
    }
  }
  return [check.result];
}

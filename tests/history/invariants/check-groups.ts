import { Check, type CheckResult } from '@/tests/history/check';
import type { TaskRow } from '@/tests/history/database-event';
import { type History, isTerminal } from '@/tests/history/history';
import { type Moment, replay } from '@/tests/history/replay';

/** Which tasks each group has, as far as they were made; a group that a deletion took tasks from counts no longer. */
class Members {
  readonly #of = new Map<string, Set<string>>();
  readonly #torn = new Set<string>();

  follow({ before, tasks }: Moment): void {
    for (const [id, old] of before) {
      const row = tasks.get(id);
      if (row?.group_id) this.#of.set(row.group_id, (this.#of.get(row.group_id) ?? new Set()).add(id));
      else if (old?.group_id) this.#torn.add(old.group_id);
    }
  }

  of(groupId: string, { tasks }: Moment): TaskRow[] | undefined {
    if (this.#torn.has(groupId)) return undefined;
    return [...(this.#of.get(groupId) ?? [])].flatMap((id) => tasks.get(id) ?? []);
  }
}

/** At every commit a group's counts are those of its tasks, and it is over exactly when none of them is open. */
export function checkGroups(history: History): CheckResult[] {
  const counted = new Check("a group's counts are those of its tasks");
  const over = new Check('a group is over when none of its tasks is open');
  const ended = new Check('at the end every group is over');
  const members = new Members();
  let last: Moment | undefined;

  for (const moment of replay(history)) {
    last = moment;
    members.follow(moment);
    for (const id of moment.touched) {
      const group = moment.groups.get(id);
      const own = members.of(id, moment);
      if (!group || !own) continue;
      const open = own.filter((task) => !isTerminal(task)).length;
      const are = [own.length, open];
      const told = [group.total, group.open];
      for (const status of ['completed', 'failed', 'canceled'] as const) {
        are.push(own.filter((task) => task.status === status).length);
        told.push(group[status]);
      }
      const at = moment.transaction.txid;
      counted.that(
        are.join() === told.join(),
        () =>
          `group ${id} says [${told}] after ${at}, its tasks are [${are}] (total, open, completed, failed, canceled)`,
      );
      over.that(
        (open === 0) === (group.finished_at !== null),
        () => `group ${id} has ${open} open tasks after ${at} and is ${group.finished_at ? '' : 'not '}over`,
      );
    }
  }
  for (const { id, finished_at, open } of last?.groups.values() ?? []) {
    if (history.final) ended.that(finished_at !== null, () => `group ${id} has ${open} open tasks`);
  }
  return [counted, over, ended].map(({ result }) => result);
}

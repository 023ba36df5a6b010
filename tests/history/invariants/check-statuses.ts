import { Check, type CheckResult } from '@/tests/history/check';
import type { TaskRow } from '@/tests/history/database-event';
import { type History, isTerminal } from '@/tests/history/history';

const allowed: Record<TaskRow['status'], readonly TaskRow['status'][]> = {
  queued: ['processing', 'canceled'],
  processing: ['queued', 'completed', 'failed', 'canceled'],
  completed: [],
  failed: [],
  canceled: [],
};

/** What a person could see of the row; a heartbeat changes none of it. */
const visible = (row: TaskRow) =>
  JSON.stringify([
    row.status,
    row.attempts,
    row.error_code,
    row.run_after,
    row.finished_at,
    row.price,
    row.waits_for,
  ]);

/** How a task may change: only along the arrows, never after its end, and with a higher version. */
export function checkStatuses(history: History): CheckResult[] {
  const arrows = new Check('a status follows the arrows');
  const final = new Check('a terminal task never changes');
  const ended = new Check('at the end every task is terminal');
  const versions = new Check('the version rises with every change, and never falls');

  for (const task of history.tasks.values()) {
    for (const { old, new: row } of task.changes) {
      if (!old || !row) continue;
      const what = () =>
        `task ${task.id}: ${old.status} (version ${old.version}) → ${row.status} (${row.version})`;
      if (old.status !== row.status) arrows.that(allowed[old.status].includes(row.status), what);
      if (isTerminal(old)) final.that(visible(old) === visible(row), what);
      const changed = visible(old) !== visible(row);
      versions.that(changed ? row.version > old.version : row.version >= old.version, what);
    }
    for (const { transaction, old, new: image } of task.images) {
      if (!image || !old) continue;
      const shown = old.deleted_at !== image.deleted_at || (!old.object_key && image.object_key !== null);
      const risen = task.changes.some(
        (change) =>
          change.transaction === transaction &&
          change.new &&
          change.old &&
          change.new.version > change.old.version,
      );
      if (shown) versions.that(risen, () => `the picture of task ${task.id} changed without a new version`);
    }
    if (history.final && task.last) {
      ended.that(
        isTerminal(task.last),
        () => `task ${task.id} is ${task.last?.status} after ${task.last?.attempts} attempts`,
      );
    }
  }
  return [arrows, final, versions, ended].map(({ result }) => result);
}

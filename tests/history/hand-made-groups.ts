import type { TaskRow } from './database-event';
import type { HandMade } from './hand-made';

interface NewTask {
  id: string;
  after?: string[];
  needs?: number;
}

/** Opens a group of pictures in one transaction, parents before children. */
export function openGroup(made: HandMade, groupId: string, tasks: NewTask[]): void {
  made.begin();
  const counts = { total: tasks.length, open: tasks.length, completed: 0, failed: 0, canceled: 0 };
  const group = { id: groupId, user_id: 'ann', kind: 'board', ...counts, version: 1, finished_at: null };
  made.write('task_groups', groupId, group);
  for (const { id, after = [], needs = after.length } of tasks) {
    made.insert(id, { group_id: groupId, waits_for: after.length, needs });
    for (const [position, parent_id] of after.entries())
      made.write('task_dependencies', `${parent_id} ${id}`, {
        parent_id,
        child_id: id,
        port: 'input',
        position,
      });
  }
}

function countEnded(made: HandMade, { id, group_id, status }: TaskRow): void {
  if (!group_id || status === 'queued' || status === 'processing') return;
  const group = made.read('task_groups', group_id);
  const open = group.open - 1;
  const counts = { ...group, open, [status]: group[status] + 1, version: group.version + 1 };
  made.write('task_groups', group_id, { ...counts, finished_at: open === 0 ? made.now : null });
  if (open > 0) return;
  const { user_id, kind, total, completed, failed, canceled } = counts;
  const subject = { groupId: group_id, total, completed, failed, canceled };
  made.write('notifications', `of ${id}`, { id: `of ${id}`, user_id, kind: `${kind}_finished`, subject });
}

/** What comes of the end of a task, in its transaction: its group counts it, and what waited for it alone is due or canceled. */
export function advanceGroup(made: HandMade, taskId: string): void {
  const ended = made.read('tasks', taskId);
  countEnded(made, ended);
  const edges = made.list('task_dependencies');
  for (const { child_id } of edges.filter(({ parent_id }) => parent_id === taskId)) {
    const child = made.read('tasks', child_id);
    if (child.status !== 'queued') continue;
    const waits_for = child.waits_for - 1;
    const version = child.version + 1;
    const parents = edges
      .filter((edge) => edge.child_id === child_id)
      .map(({ parent_id }) => made.read('tasks', parent_id));
    const completed = parents.filter(({ status }) => status === 'completed');
    if (waits_for > 0) made.change('tasks', child_id, { waits_for, version });
    else if (completed.length >= child.needs) {
      const input = completed.map(({ id, result }) => ({ taskId: id, result }));
      const inputs = completed.length > 0 ? { input } : {};
      made.change('tasks', child_id, { waits_for, version, run_after: made.now, inputs });
    } else {
      made.become(child_id, 'canceled', { error_code: 'upstream_failed' });
      made.pay('refund', 4, child_id);
    }
  }
}

/** Cancels what is open in a group and not made, those that wait first, as one transaction; and a client is told. */
export function cancelGroup(made: HandMade, groupId: string): void {
  made.begin();
  const open = made
    .list('tasks')
    .filter(
      (task) =>
        task.group_id === groupId && ['queued', 'processing'].includes(task.status) && task.made_at === null,
    );
  const order = open.toSorted((a, b) => b.waits_for - a.waits_for);
  for (const { id, status } of order) {
    if (status === 'processing') made.endAttempt(id, 'canceled');
    made.become(id, 'canceled');
    made.pay('refund', 4, id);
  }
  made.client.groupCanceled(
    groupId,
    order.map(({ id }) => id),
  );
}

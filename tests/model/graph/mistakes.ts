import type { Sql } from 'postgres';
import { changeFunction } from '@/tests/support/change-function';

const change = (name: string, part: RegExp, instead: string) => (sql: Sql) =>
  changeFunction(sql, name, part, instead);

/** Ways to break the functions of groups, each of which the model must find. */
export const mistakes: [what: string, make: (sql: Sql) => Promise<void>][] = [
  [
    'the end of a parent lowers waits_for twice',
    change(
      'private.release_children',
      /waits_for = child.waits_for - edges.count/,
      'waits_for = greatest(child.waits_for - 2 * edges.count, 0)',
    ),
  ],
  [
    'a parent that is waited for at two ports counts once',
    change(
      'private.release_children',
      /select child_id, count\(\*\) from/,
      'select child_id, 1::bigint as count from',
    ),
  ],
  [
    'what is released is first in the queue, not last',
    change(
      'private.release_children',
      /run_after = v_now \+ bound.rank \* interval '1 microsecond'/,
      'run_after = child.created_at',
    ),
  ],
  [
    'what is released is in the order of its ids',
    change('private.release_children', /order by child.created_at, child.id/, 'order by child.id'),
  ],
  [
    'nobody tells the lane that something is due',
    change(
      'private.release_children',
      /set due_at = least\(l.due_at, excluded.due_at\)/,
      'set due_at = l.due_at',
    ),
  ],
  [
    'a release tells no new version',
    change(
      'private.release_children',
      /microsecond', version = child.version \+ 1/,
      "microsecond', version = child.version",
    ),
  ],
  [
    'what needs fewer parents than it has is canceled',
    change('private.release_children', />= ready.needs as enough/, '<= ready.needs as enough'),
  ],
  [
    'nothing is canceled for want of parents',
    change('private.release_children', />= ready.needs as enough/, '>= 0 as enough'),
  ],
  [
    'inputs are bound backwards',
    change('private.release_children', /order by d.position/, 'order by d.position desc'),
  ],
  [
    'inputs are bound in any order',
    change('private.release_children', /order by d.position/, 'order by parent.id'),
  ],
  ['what failed is bound too', change('private.release_children', / and parent.status = 'completed'/, '')],
  [
    'a cascade refunds nothing',
    change(
      'private.end_task',
      /perform private.refund_task\(p_task_id\);/,
      'if p_advance then perform private.refund_task(p_task_id); end if;',
    ),
  ],
  [
    'a cascade ends with the first that it cancels',
    change(
      'private.advance_group',
      /end loop;\s+end loop;/,
      'end loop; if p_ended is not null then perform private.count_ended(p_group_id, p_ended); end if; exit; end loop;',
    ),
  ],
  [
    'a group does not count what a cascade cancels',
    change(
      'private.advance_group',
      /perform private.count_ended\(p_group_id, p_ended\);/,
      `perform private.count_ended(p_group_id, p_ended)
      where not exists (select from public.tasks where id = any (p_ended) and error_code = 'upstream_failed');`,
    ),
  ],
  [
    'a group counts what failed as canceled',
    change('private.count_ended', /status = 'failed'/, "status = 'canceled' and error_code is null"),
  ],
  [
    'a group that is over tells nobody',
    change(
      'private.count_ended',
      /v_group.finished_at is not null/,
      'v_group.finished_at is not null and v_group.failed = 0',
    ),
  ],
  [
    'every end tells that the group is over',
    change('private.count_ended', /v_group.finished_at is not null/, 'true'),
  ],
  [
    'a picture completes and its group does not go on',
    change(
      'public.complete_image',
      /perform private.advance_group\(v_group_id, array\[p_task_id\]\)/,
      'null',
    ),
  ],
  [
    'a canceled task releases nobody',
    change(
      'public.cancel_task',
      /perform private.end_task\(v_task.id, 'canceled'\)/,
      "perform private.end_task(v_task.id, 'canceled', p_advance => false)",
    ),
  ],
  [
    'a task whose lease ran out for good releases nobody',
    change(
      'public.sweep_tasks',
      /'failed', 'lease_expired'\)/,
      "'failed', 'lease_expired', p_advance => false)",
    ),
  ],
  [
    'what waits when its group is canceled ends as a consequence, not by the cancel',
    change(
      'public.cancel_group',
      /where group_id = p_group_id and status/,
      'where group_id = p_group_id and waits_for = 0 and status',
    ),
  ],
  ['a canceled group loses what is made already', change('public.cancel_group', / and made_at is null/, '')],
];

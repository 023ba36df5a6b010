import type { HandMade } from '@/tests/history/hand-made';
import { openGroup } from '@/tests/history/hand-made-groups';
import type { WrongHistory } from './wrong-history';

const COUNTS = "a group's counts are those of its tasks";
const OVER = 'a group is over when none of its tasks is open';
const CANCELED = 'a canceled group leaves nothing open that is not made';
const TOLD = 'a group that is over is told of once, by the transaction that ended it';

/** A group of two pictures, one of which has failed. */
function pair(made: HandMade): void {
  openGroup(made, 'pair', [{ id: 'one' }, { id: 'two' }]);
  made.claim('one');
  made.fail('one');
}

/** What goes wrong with groups: their counts, their end, what tells of it, and their cancel. */
export const wrongGroups: WrongHistory[] = [
  [
    COUNTS,
    'a failure that is not counted',
    (made) => {
      pair(made);
      made.begin();
      made.change('task_groups', 'pair', { open: 2, failed: 0 });
    },
  ],
  [
    COUNTS,
    'counted as something else',
    (made) => {
      pair(made);
      made.begin();
      made.change('task_groups', 'pair', { failed: 0, completed: 1 });
    },
  ],
  [
    COUNTS,
    'a task more than were counted',
    (made) => {
      made.create('late', { group_id: 'diamond' });
      made.cancel('late');
    },
  ],
  [
    COUNTS,
    'counted a moment later',
    (made) => {
      pair(made);
      const { failed, open, version } = made.read('task_groups', 'pair');
      made.cancel('two');
      const after = made.read('task_groups', 'pair');
      made.change('task_groups', 'pair', { failed, open, canceled: 0, version, finished_at: null });
      made.begin();
      made.write('task_groups', 'pair', after);
    },
  ],
  [
    OVER,
    'over too early',
    (made) => {
      pair(made);
      made.begin();
      made.change('task_groups', 'pair', { finished_at: made.now });
    },
  ],
  [
    OVER,
    'never over',
    (made) => {
      pair(made);
      made.cancel('two');
      made.change('task_groups', 'pair', { finished_at: null });
    },
  ],
  ['at the end every group is over', 'one whose last task nobody took', pair],
  [CANCELED, 'told of one that was not', (made) => made.client.groupCanceled('diamond', ['both'])],
  [
    CANCELED,
    'not at once',
    (made) => {
      openGroup(made, 'slow', [{ id: 'three' }, { id: 'four' }]);
      made.cancel('three');
      made.client.groupCanceled('slow', ['three', 'four']);
      made.cancel('four');
    },
  ],
  [
    CANCELED,
    'what waits is left behind',
    (made) => {
      openGroup(made, 'left', [{ id: 'five' }, { id: 'six' }]);
      made.cancel('five');
      made.client.groupCanceled('left', ['five']);
      made.cancel('six');
    },
  ],
  [
    TOLD,
    'told twice',
    (made) => {
      const [notice] = made.list('notifications');
      made.begin();
      if (notice) made.write('notifications', 'again', { ...notice, id: 'again' });
    },
  ],
  [
    TOLD,
    'not told',
    (made) => {
      pair(made);
      made.cancel('two');
      made.events.splice(
        made.events.findLastIndex(({ table }) => table === 'notifications'),
        1,
      );
    },
  ],
  [
    TOLD,
    'told what was not so',
    (made) => {
      pair(made);
      made.cancel('two');
      const notice = made.events.findLast(({ table }) => table === 'notifications');
      if (notice?.table === 'notifications' && notice.new)
        notice.new.subject = { groupId: 'pair', total: 2, completed: 2, failed: 0, canceled: 0 };
    },
  ],
  [
    TOLD,
    'told before it was over',
    (made) => {
      pair(made);
      made.begin();
      const subject = { groupId: 'pair', total: 2, completed: 0, failed: 1, canceled: 0 };
      made.write('notifications', 'early', { id: 'early', user_id: 'ann', kind: 'board_finished', subject });
    },
  ],
];

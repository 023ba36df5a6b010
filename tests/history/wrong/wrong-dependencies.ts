import { openGroup } from '@/tests/history/hand-made-groups';
import type { WrongHistory } from './wrong-history';

const ORDER = 'no task is claimed before those that it waits for have ended';
const WAITS = 'a task waits for as many as are open';
const UPSTREAM = 'what lost what it needs is canceled with upstream_failed, and refunded, at once';
const INPUTS = 'inputs are the results of those that it waited for';

/** What goes wrong between tasks that wait for each other. */
export const wrongDependencies: WrongHistory[] = [
  [
    ORDER,
    'a child before its parent',
    (made) => {
      openGroup(made, 'hasty', [{ id: 'parent' }, { id: 'child', after: ['parent'] }]);
      made.claim('child');
    },
  ],
  [
    ORDER,
    'after one of two',
    (made) => {
      openGroup(made, 'hasty', [{ id: 'one' }, { id: 'two' }, { id: 'join', after: ['one', 'two'] }]);
      made.claim('one');
      made.fail('one');
      made.claim('two');
      made.claim('join');
    },
  ],
  [
    WAITS,
    'counted down twice',
    (made) => {
      openGroup(made, 'short', [{ id: 'one' }, { id: 'two' }, { id: 'join', after: ['one', 'two'] }]);
      made.claim('one');
      made.fail('one');
      made.change('tasks', 'join', { waits_for: 0, version: 9 });
    },
  ],
  [
    WAITS,
    'never released',
    (made) => {
      openGroup(made, 'stuck', [{ id: 'one' }, { id: 'next', after: ['one'], needs: 0 }]);
      made.claim('one');
      made.fail('one');
      made.change('tasks', 'next', { waits_for: 1, version: 9 });
    },
  ],
  [
    UPSTREAM,
    'goes on without what it needs',
    (made) => {
      openGroup(made, 'blind', [{ id: 'one' }, { id: 'next', after: ['one'], needs: 0 }]);
      made.claim('one');
      made.fail('one');
      for (const event of made.events)
        if (event.table === 'tasks' && event.new?.id === 'next') event.new.needs = 1;
    },
  ],
  [
    UPSTREAM,
    'without a reason',
    (made) => {
      openGroup(made, 'mute', [{ id: 'one' }, { id: 'next', after: ['one'] }]);
      made.claim('one');
      made.fail('one');
      made.change('tasks', 'next', { error_code: null, version: 9 });
    },
  ],
  [
    UPSTREAM,
    'not refunded, two steps down',
    (made) => {
      openGroup(made, 'robbed', [
        { id: 'one' },
        { id: 'next', after: ['one'] },
        { id: 'last', after: ['next'] },
      ]);
      made.claim('one');
      made.fail('one');
      made.events.splice(
        made.events.findLastIndex(
          (event) => event.table === 'credit_ledger' && event.new?.task_id === 'last',
        ),
        1,
      );
    },
  ],
  [
    'upstream_failed only where too few completed',
    'one of two was enough',
    (made) => {
      openGroup(made, 'severe', [
        { id: 'one' },
        { id: 'two' },
        { id: 'any', after: ['one', 'two'], needs: 1 },
      ]);
      made.claim('one');
      made.fail('one');
      made.begin();
      made.become('any', 'canceled', { error_code: 'upstream_failed' });
      made.pay('refund', 4, 'any');
    },
  ],
  [
    INPUTS,
    'none',
    (made) => {
      made.begin();
      made.change('tasks', 'both', { inputs: {} });
    },
  ],
  [
    INPUTS,
    'in another order',
    (made) => {
      const input = ['right', 'left'].map((taskId) => ({ taskId, result: null }));
      made.begin();
      made.change('tasks', 'both', { inputs: { input } });
    },
  ],
  [
    INPUTS,
    'of one that failed',
    (made) => {
      const input = ['sound', 'flaw'].map((taskId) => ({ taskId, result: null }));
      made.begin();
      made.change('tasks', 'needs one', { inputs: { input } });
    },
  ],
  [
    INPUTS,
    'another result',
    (made) => {
      made.begin();
      made.change('tasks', 'left', { inputs: { input: [{ taskId: 'top', result: 'of another' }] } });
    },
  ],
];

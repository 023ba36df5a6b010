import type { WrongHistory } from './wrong-history';

/** What goes wrong with statuses, versions, pictures and ages. */
export const wrongTasks: WrongHistory[] = [
  [
    'a status follows the arrows',
    'completed from the queue',
    (made) => {
      made.create('skipping');
      made.begin();
      made.become('skipping', 'completed');
    },
  ],
  [
    'a terminal task never changes',
    'a late write turns an error into success',
    (made) => {
      made.begin();
      made.become('bad', 'completed');
    },
  ],
  [
    'a terminal task never changes',
    'another reason',
    (made) => {
      made.begin();
      made.change('tasks', 'bad', { error_code: 'internal', version: 100 });
    },
  ],
  [
    'the version rises with every change, and never falls',
    'the same version twice',
    (made) => {
      made.create('still');
      made.begin();
      made.become('still', 'canceled', { version: 1 });
      made.pay('refund', 4, 'still');
    },
  ],
  [
    'the version rises with every change, and never falls',
    'a version that falls',
    (made) => {
      made.begin();
      made.change('tasks', 'good', { version: 1 });
    },
  ],
  [
    'the version rises with every change, and never falls',
    'a picture that goes away unnoticed',
    (made) => {
      made.begin();
      made.change('generated_images', 'good', { deleted_at: made.now });
    },
  ],
  ['at the end every task is terminal', 'one that nobody took', (made) => made.create('open')],
  [
    'completed means that the bytes are there',
    'none were stored',
    (made) => {
      made.create('hollow');
      made.claim('hollow');
      made.complete('hollow');
    },
  ],
  [
    'completed means that the bytes are there',
    'removed although nobody deleted it',
    (made) => {
      made.begin();
      made.write('objects', 'ann/good/thumb', null);
    },
  ],
  [
    'stored bytes are written once',
    'overwritten',
    (made) => {
      made.begin();
      made.change('objects', 'ann/good/original', { version: 'another' });
    },
  ],
  [
    'stored bytes are written once',
    'removed and written again',
    (made) => {
      made.begin();
      made.write('objects', 'ann/good/original', null);
      made.upload('good');
    },
  ],
  [
    'no open task is older than its bound',
    'held for ever',
    (made) => {
      made.create('eternal');
      made.claim('eternal');
      for (let beats = 0; beats < 10; beats++) {
        made.begin(30_000);
        made.heartbeat('eternal');
      }
    },
  ],
];

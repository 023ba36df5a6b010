import { acknowledge } from '@/tests/history/acknowledge';
import { see } from '@/tests/history/see';
import type { WrongHistory } from './wrong-history';

/** What goes wrong between what clients were told and what was. */
export const wrongClients: WrongHistory[] = [
  ['an acknowledged task is never missing', 'a 202 without a row', (made) => acknowledge(made, ['lost'])],
  [
    'an acknowledged task is never missing',
    'a row that went away',
    (made) => {
      made.begin();
      made.write('tasks', 'good', null);
    },
  ],
  [
    'an acknowledged task is never missing',
    'the API does not know it',
    (made) => made.client.missing('good'),
  ],
  [
    'an answer says what was charged',
    'another price',
    (made) =>
      made.client.accepted('ann', 5, {
        taskIds: ['good'],
        batchId: 'batch',
        credits: { charged: 5, balance: 0 },
      }),
  ],
  [
    'an answer says what was charged',
    'a sum that is none',
    (made) =>
      made.client.accepted('ann', 4, {
        taskIds: ['good'],
        batchId: 'batch',
        credits: { charged: 8, balance: 0 },
      }),
  ],
  ['the same ids get the same answer', 'another batch', (made) => acknowledge(made, ['good'], 'another')],
  [
    'what was refused left nothing behind',
    'a task after a 402',
    (made) => {
      made.create('too dear');
      made.cancel('too dear');
    },
  ],
  [
    'a client sees only states that were',
    'a version that never was',
    (made) => made.client.observed({ taskId: 'good', status: 'completed', version: 77, images: ['picture'] }),
  ],
  [
    'a client never sees a task go back',
    'an older version later',
    (made) => made.client.observed({ taskId: 'good', status: 'queued', version: 1, images: [] }),
  ],
  [
    'a task that is seen as completed has its picture, a failed one its refund',
    'no picture',
    (made) => see(made, 'good'),
  ],
  [
    'a task that is seen as completed has its picture, a failed one its refund',
    'not refunded',
    (made) => {
      const { status, version } = made.read('tasks', 'bad');
      made.client.observed({ taskId: 'bad', status, version, images: [], error: { refunded: false } });
    },
  ],
  [
    'a picture is readable, and always the same bytes',
    'gone',
    (made) => made.client.imageRead('good', 'original', null),
  ],
  [
    'a picture is readable, and always the same bytes',
    'others',
    (made) => made.client.imageRead('good', 'original', 'other'),
  ],
];

import { expect, test } from 'vitest';
import { checkHistory } from './check-history';
import { HandMade } from './hand-made';

const limits = { maxRunning: 2, attemptTimeoutSeconds: 60, sweepSeconds: 15 };

const see = (made: HandMade, taskId: string, images: unknown[] = []) => {
  const { status, version } = made.read('tasks', taskId);
  const error = status === 'failed' ? { error: { refunded: true } } : {};
  made.client.observed({ taskId, status, version, images, ...error });
};

const acknowledge = (made: HandMade, taskIds: string[], batchId = 'batch') =>
  made.client.accepted('ann', 4, { taskIds, batchId, credits: { charged: 4 * taskIds.length, balance: 0 } });

/** Everything that may happen, as it should. */
function rightHistory(): HandMade {
  const made = new HandMade();
  made.account(100);
  for (const id of ['good', 'bad', 'retried', 'rescued', 'released', 'canceled', 'deleted']) {
    made.create(id);
    acknowledge(made, [id]);
    see(made, id);
  }
  acknowledge(made, ['good']);
  made.client.refused('ann', ['too dear'], 402);

  made.claim('good');
  made.begin(30_000);
  made.heartbeat('good');
  made.client.finished('good', made.read('tasks', 'good').lease_token ?? '', 'heartbeat_task', true);
  made.begin(30_000);
  made.upload('good');
  const token = made.read('tasks', 'good').lease_token ?? '';
  made.complete('good');
  made.client.finished('good', token, 'complete_image', true);
  made.client.finished('good', token, 'complete_image', false);
  see(made, 'good', ['picture']);
  made.client.imageRead('good', 'original', 'hash');
  made.client.imageRead('good', 'original', 'hash');

  made.claim('bad');
  made.claim('retried');
  made.fail('bad');
  see(made, 'bad');
  made.retry('retried');
  see(made, 'retried');
  made.begin(5000);
  made.claim('retried');
  made.fail('retried');

  made.claim('rescued');
  made.begin(46_000);
  made.expire('rescued');
  made.claim('rescued');
  made.begin();
  made.write('fenced_writes', '1', { task_id: 'rescued' });
  made.upload('rescued');
  made.complete('rescued');

  made.claim('released');
  made.release('released');
  made.claim('released');
  made.fail('released');
  made.cancel('canceled');

  made.claim('deleted');
  made.upload('deleted');
  made.complete('deleted');
  made.deleteImage('deleted');
  made.begin(61_000);
  made.write('objects', 'ann/deleted/original', null);
  made.write('objects', 'ann/deleted/thumb', null);
  return made;
}

const check = ({ events, client }: HandMade, final = true) =>
  checkHistory({ database: events, client, limits, final });

const broken = (made: HandMade) =>
  check(made)
    .checks.filter(({ violations }) => violations.length > 0)
    .map(({ name }) => name);

test('a right history passes, and tests every invariant', () => {
  const { checks, counts } = check(rightHistory());
  expect(checks.flatMap(({ violations }) => violations)).toEqual([]);
  expect(checks.filter(({ checked }) => checked === 0)).toEqual([]);
  expect(counts).toMatchObject({
    tasks: 7,
    completed: 3,
    failed: 3,
    canceled: 1,
    attempts: 9,
    retries: 1,
    rescues: 1,
    releases: 1,
    fencedWrites: 1,
    charges: 7,
    refunds: 4,
    refused: 1,
    imageReads: 2,
  });
});

/** Each with what it does after the right history, and what must be found. */
const wrongs: [invariant: string, what: string, spoil: (made: HandMade) => void][] = [
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
    'every priced task is charged once',
    'charged again',
    (made) => {
      made.begin();
      made.pay('charge', -4, 'good');
    },
  ],
  [
    'every priced task is charged once',
    'charged too little',
    (made) => {
      made.create('cheap', { price: 5 });
      made.cancel('cheap');
    },
  ],
  [
    'every priced task is charged once',
    'a free task that cost something',
    (made) => {
      made.create('free', { price: 0 });
      made.cancel('free');
    },
  ],
  [
    'no charge without its task',
    'a task that never was',
    (made) => {
      made.begin();
      made.pay('charge', -4, 'nowhere');
    },
  ],
  [
    'refunded once if and only if failed or canceled',
    'a completed task',
    (made) => {
      made.begin();
      made.pay('refund', 4, 'good');
    },
  ],
  [
    'refunded once if and only if failed or canceled',
    'refunded twice',
    (made) => {
      made.begin();
      made.pay('refund', 4, 'bad');
    },
  ],
  [
    'refunded once if and only if failed or canceled',
    'not refunded',
    (made) => {
      made.create('robbed');
      made.begin();
      made.become('robbed', 'canceled');
    },
  ],
  [
    'refunded once if and only if failed or canceled',
    'refunded later',
    (made) => {
      made.create('late');
      made.begin();
      made.become('late', 'canceled');
      made.begin();
      made.pay('refund', 4, 'late');
    },
  ],
  [
    'a refund equals its charge',
    'half of it',
    (made) => {
      made.create('half');
      made.begin();
      made.become('half', 'canceled');
      made.pay('refund', 2, 'half');
    },
  ],
  [
    'the ledger adds up at every instant',
    'a balance that moved alone',
    (made) => {
      made.begin();
      made.write('profiles', 'ann', { user_id: 'ann', credits: 1000 });
      made.begin();
      made.write('profiles', 'ann', { user_id: 'ann', credits: 88 });
    },
  ],
  [
    'credits are never below zero',
    'more spent than there is',
    (made) => {
      made.begin();
      made.pay('adjustment', -1000, null);
    },
  ],
  [
    'the ledger is append-only',
    'an entry that was removed',
    (made) => {
      made.begin();
      made.write(
        'credit_ledger',
        String(made.events.findIndex(({ table }) => table === 'credit_ledger')),
        null,
      );
    },
  ],
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
    'never more processing per user than the limit',
    'a third',
    (made) => {
      for (const id of ['one', 'two', 'three']) made.create(id);
      for (const id of ['one', 'two', 'three']) made.claim(id);
      for (const id of ['one', 'two', 'three']) made.cancel(id);
    },
  ],
  [
    'an attempt counts when it is claimed',
    'a claim that does not count',
    (made) => {
      made.create('uncounted');
      made.begin();
      const lease = { lease_token: 'x', lease_expires_at: made.now + 1000 };
      made.change('tasks', 'uncounted', { status: 'processing', version: 2, ...lease });
      made.cancel('canceled');
    },
  ],
  [
    'an attempt counts when it is claimed',
    'an attempt given back after a failure',
    (made) => {
      made.create('generous');
      made.claim('generous');
      made.retry('generous');
      made.begin();
      made.change('tasks', 'generous', { attempts: 0, version: 4 });
    },
  ],
  [
    'never more attempts than the maximum',
    'a third of two',
    (made) => {
      made.create('stubborn');
      for (let attempt = 0; attempt < 3; attempt++) {
        made.begin(6000);
        made.claim('stubborn');
        if (attempt < 2) made.retry('stubborn');
      }
      made.fail('stubborn');
    },
  ],
  [
    'every claim has a lease of its own',
    'the lease of the attempt before',
    (made) => {
      made.create('shared');
      made.claim('shared');
      const { lease_token } = made.read('tasks', 'shared');
      made.release('shared');
      made.begin();
      made.change('tasks', 'shared', {
        status: 'processing',
        attempts: 1,
        version: 9,
        lease_token,
        lease_expires_at: made.now + 1000,
      });
    },
  ],
  [
    'every claim has a lease of its own',
    'a lease that changes hands',
    (made) => {
      made.create('taken');
      made.claim('taken');
      made.begin();
      made.change('tasks', 'taken', { lease_token: 'of somebody else' });
    },
  ],
  [
    'nothing is claimed before it is due',
    'a retry that does not wait',
    (made) => {
      made.create('hasty');
      made.claim('hasty');
      made.retry('hasty');
      made.claim('hasty');
    },
  ],
  [
    'a task and its attempts end the same way',
    'an attempt left open',
    (made) => {
      made.create('half');
      made.claim('half');
      made.begin();
      made.become('half', 'failed');
      made.pay('refund', 4, 'half');
    },
  ],
  [
    'a task and its attempts end the same way',
    'canceled and completed both won',
    (made) => {
      made.create('torn');
      made.claim('torn');
      made.begin();
      made.endAttempt('torn', 'completed');
      made.become('torn', 'canceled');
      made.pay('refund', 4, 'torn');
    },
  ],
  [
    'a stale lease changes nothing',
    'a failure after the lease',
    (made) => {
      made.create('slow');
      made.claim('slow');
      made.begin(50_000);
      made.fail('slow');
    },
  ],
  [
    'a stale lease changes nothing',
    'a heartbeat after the lease',
    (made) => {
      made.create('undead');
      made.claim('undead');
      made.begin(50_000);
      made.heartbeat('undead');
    },
  ],
  [
    'a stale lease changes nothing',
    'a picture without its completion',
    (made) => {
      made.begin();
      made.change('generated_images', 'canceled', { image_urls: ['/x'], object_key: 'x', thumb_key: 'y' });
    },
  ],
  [
    'a running lease is not taken away',
    'swept too early',
    (made) => {
      made.create('swept');
      made.claim('swept');
      made.begin(40_000);
      made.expire('swept');
    },
  ],
  [
    'a worker is told "done" only under its own lease',
    'told to one that lost it',
    (made) => {
      made.create('two');
      made.claim('two');
      const { lease_token } = made.read('tasks', 'two');
      made.begin(46_000);
      made.expire('two');
      made.claim('two');
      made.fail('two');
      made.client.finished('two', lease_token ?? '', 'fail_task', 'failed');
    },
  ],
  [
    'a worker is told "done" only under its own lease',
    'a heartbeat of nobody',
    (made) => made.client.finished('good', 'none', 'heartbeat_task', true),
  ],
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

test.each(wrongs)('%s: %s', (invariant, _what, spoil) => {
  const made = rightHistory();
  spoil(made);
  expect(broken(made)).toContain(invariant);
});

test('every invariant has a wrong history', () => {
  const all = check(rightHistory()).checks.map(({ name }) => name);
  expect([...new Set(wrongs.map(([invariant]) => invariant))].sort()).toEqual(all.toSorted());
});

test('a sight that was asked for earlier may be older', () => {
  const made = rightHistory();
  made.client.observed({ taskId: 'good', status: 'queued', version: 1, images: [] }, 0);
  expect(broken(made)).toEqual([]);
});

test('the time for which a user had no free place does not count as age', () => {
  const made = rightHistory();
  for (const id of ['waiting', 'busy', 'other']) made.create(id);
  made.claim('waiting');
  made.retry('waiting');
  made.claim('busy');
  made.claim('other');
  for (let hour = 0; hour < 8; hour++) {
    for (const id of ['busy', 'other']) {
      made.begin(20_000);
      made.heartbeat(id);
    }
  }
  made.fail('busy');
  made.fail('other');
  made.claim('waiting');
  made.fail('waiting');
  expect(broken(made)).toEqual(['no open task is older than its bound']);
  expect(check(made).checks.find(({ name }) => name.includes('bound'))?.violations).toHaveLength(2);
});

import type { WrongHistory } from './wrong-history';

/** What goes wrong with claims, attempts, leases and places. */
export const wrongAttempts: WrongHistory[] = [
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
    'never more processing per user than the limit',
    'a fifth title, where a lane has four places',
    (made) => {
      const ids = ['one', 'two', 'three', 'four', 'five'];
      const title = { kind: 'title', lane: 'quick', places: 4 };
      for (const id of ids) made.create(id, title);
      for (const id of ids) made.claim(id);
      for (const id of ids) made.cancel(id);
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
    (made) => made.client.finished('good', 'none', 'heartbeat_tasks', true),
  ],
];

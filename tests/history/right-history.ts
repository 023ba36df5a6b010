import { acknowledge } from './acknowledge';
import { HandMade } from './hand-made';
import { makeRightGroups } from './right-groups';
import { see } from './see';

/** Everything that may happen, as it should. */
export function rightHistory(): HandMade {
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
  made.client.finished('good', made.read('tasks', 'good').lease_token ?? '', 'heartbeat_tasks', true);
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

  makeRightGroups(made);
  return made;
}

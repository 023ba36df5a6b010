import type { HandMade } from './hand-made';
import { cancelGroup, openGroup } from './hand-made-groups';

function make(made: HandMade, id: string): void {
  made.claim(id);
  made.upload(id);
  made.complete(id);
}

/** A diamond that completes, one whose side fails, and a group that is canceled while one of its pictures is made already. */
export function makeRightGroups(made: HandMade): void {
  openGroup(made, 'diamond', [
    { id: 'top' },
    { id: 'left', after: ['top'] },
    { id: 'right', after: ['top'] },
    { id: 'both', after: ['left', 'right'] },
  ]);
  for (const id of ['top', 'left', 'right', 'both']) make(made, id);

  openGroup(made, 'torn', [
    { id: 'sound' },
    { id: 'flaw' },
    { id: 'needs both', after: ['sound', 'flaw'] },
    { id: 'needs one', after: ['sound', 'flaw'], needs: 1 },
    { id: 'further', after: ['needs both'] },
  ]);
  make(made, 'sound');
  made.claim('flaw');
  made.fail('flaw');
  make(made, 'needs one');

  openGroup(made, 'stopped', [
    { id: 'almost' },
    { id: 'begun' },
    { id: 'after all', after: ['almost', 'begun'] },
  ]);
  made.claim('almost');
  made.claim('begun');
  made.begin();
  made.change('tasks', 'almost', { made_at: made.now });
  cancelGroup(made, 'stopped');
  made.upload('almost');
  made.complete('almost');
}

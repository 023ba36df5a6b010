import { randomInt } from 'node:crypto';
import { MAX_SEED } from './limits';

/** The seed of one slot: the asked one for the first slot and its successors for the others, else any. */
export function chooseSeed(asked: number | undefined, position: number): number {
  return asked === undefined ? randomInt(MAX_SEED + 1) : (asked + position) % (MAX_SEED + 1);
}

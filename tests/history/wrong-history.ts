import type { HandMade } from './hand-made';

/** What must be found, in what, and how a right history is spoilt for it. */
export type WrongHistory = [invariant: string, what: string, spoil: (made: HandMade) => void];

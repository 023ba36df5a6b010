import type { HandMade } from '@/tests/history/hand-made';

/** What is done after a right history, and the invariant that must notice. */
export type WrongHistory = [invariant: string, what: string, spoil: (made: HandMade) => void];

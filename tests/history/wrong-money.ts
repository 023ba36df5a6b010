import type { WrongHistory } from './wrong-history';

/** Answers and credits that are not what they should be. */
export const wrongMoney: WrongHistory[] = [];

import type { WrongHistory } from './wrong-history';

/** Leases that are not kept, bytes that are not there, and what clients must not see. */
export const wrongSights: WrongHistory[] = [];

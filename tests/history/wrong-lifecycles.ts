import type { WrongHistory } from './wrong-history';

/** Tasks and attempts that go ways which there are not. */
export const wrongLifecycles: WrongHistory[] = [];

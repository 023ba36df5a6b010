import pLimit from 'p-limit';

/** Pictures are decoded for requests two at a time: sixty that a gallery asks for at once would all be in memory. */
export const imageWork = pLimit(2);

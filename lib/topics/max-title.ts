/** Characters of a topic's title, after trimming. */
export const MAX_TITLE = 100;

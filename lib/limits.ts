/** Characters, after trimming. */
export const MAX_PROMPT = 2000;
export const MAX_NEGATIVE_PROMPT = 1000;
/** The largest that models take. */
export const MAX_SEED = 2_147_483_647;

/** Characters of a search. */
export const MAX_SEARCH = 200;
/** Pictures that one request may change. */
export const MAX_BULK = 500;

/** Characters of a topic's title, after trimming. */
export const MAX_TITLE = 100;

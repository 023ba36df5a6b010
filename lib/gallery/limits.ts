/** Characters of a search. */
export const MAX_SEARCH = 200;
/** Pictures that one request may change. */
export const MAX_BULK = 500;

/** Characters, after trimming. */
export const MAX_PROMPT = 2000;
export const MAX_NEGATIVE_PROMPT = 1000;
/** The largest that models take. */
export const MAX_SEED = 2_147_483_647;

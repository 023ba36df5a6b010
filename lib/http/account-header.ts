/** Our page says for whom it was opened, so that it isn't answered when another account has signed in in another tab. */
export const ACCOUNT_HEADER = 'x-account-id';

/** Our pages say for whom they were painted, so that nothing is done when another account has signed in in another tab. */
export const ACCOUNT_HEADER = 'x-account-id';

/** Which build this is, in the server and in the pages that it has painted: a page learns by it that there is a newer one. */
export const BUILD = process.env.BUILD_ID ?? '';

export const BUILD_HEADER = 'x-darkroom-build';

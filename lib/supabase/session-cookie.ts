/** The session's cookies are the server's alone: the browser's code never talks to Supabase. */
export const SESSION_COOKIE = { httpOnly: true } as const;

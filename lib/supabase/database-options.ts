/** A database that hangs counts as away. Repeating is for whoever asked: supabase-js would keep a read waiting for 7 s. */
export const DATABASE_OPTIONS = { timeout: 15_000, retry: false } as const;

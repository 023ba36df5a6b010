import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { supabaseConnection } from './connection';
import type { Database } from './database.types';

/** A database that hangs counts as away. Repeating is for whoever asked: supabase-js would keep a read waiting for 7 s. */
export const DATABASE_OPTIONS = { timeout: 15_000, retry: false } as const;

let client: SupabaseClient<Database> | undefined;

/** The server's own client with the secret key: for the functions that write, never for reading a user's rows. */
export function serviceClient(): SupabaseClient<Database> {
  if (!client) {
    const { url, secretKey } = supabaseConnection();
    client = createClient<Database>(url, secretKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      db: DATABASE_OPTIONS,
    });
  }
  return client;
}

import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { supabaseConnection } from './connection';
import type { Database } from './database.types';
import { DATABASE_OPTIONS } from './database-options';

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

import { createServerClient } from '@supabase/ssr';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { cookies, headers } from 'next/headers';
import { supabaseConnection } from './connection';
import type { Database } from './database.types';
import { DATABASE_OPTIONS } from './database-options';
import { SESSION_COOKIE } from './session-cookie';
import { supabaseFetch } from './supabase-fetch';

/** The bearer token of an Authorization header, or null. */
export function bearerToken(authorization: string | null): string | null {
  return authorization?.match(/^Bearer\s+(\S+)$/i)?.[1] ?? null;
}

/** A client that acts as the caller, under row level security: by bearer token where one is sent, else by session cookies. */
export async function userClient(): Promise<SupabaseClient<Database>> {
  const token = bearerToken((await headers()).get('authorization'));
  const { url, publishableKey } = supabaseConnection();
  if (token) {
    return createClient<Database>(url, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      db: DATABASE_OPTIONS,
      global: { headers: { Authorization: `Bearer ${token}` } },
    });
  }
  const jar = await cookies();
  return createServerClient<Database>(url, publishableKey, {
    db: DATABASE_OPTIONS,
    cookieOptions: SESSION_COOKIE,
    global: { fetch: supabaseFetch },
    cookies: {
      getAll: () => jar.getAll(),
      setAll: (changes) => {
        try {
          for (const { name, value, options } of changes) jar.set(name, value, options);
        } catch {
          // Server components can't set cookies; proxy.ts has renewed the session for them.
        }
      },
    },
  });
}

import { createServerClient } from '@supabase/ssr';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { cookies, headers } from 'next/headers';
import { supabaseConnection } from '@/lib/supabase/connection';
import type { Database } from '@/lib/supabase/database.types';
import { DATABASE_OPTIONS } from '@/lib/supabase/service-client';
import { readSession, sessionCookie, supabaseFetch, withoutOthers } from './session-cookie';

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
  return sessionClient({ key: publishableKey });
}

/** A client that acts by the session cookies, with any of the project's keys. */
export async function sessionClient({
  key,
  headers: sent = {},
}: {
  key: string;
  headers?: Record<string, string>;
}): Promise<SupabaseClient<Database>> {
  const jar = await cookies();
  return createServerClient<Database>(supabaseConnection().url, key, {
    db: DATABASE_OPTIONS,
    cookieOptions: sessionCookie(await headers()),
    global: { fetch: supabaseFetch, headers: sent },
    cookies: {
      getAll: () => readSession(jar.getAll()),
      setAll: (changes) => {
        try {
          for (const { name, value, options } of withoutOthers(changes, jar.getAll()))
            jar.set(name, value, options);
        } catch {
          // Server components can't set cookies; proxy.ts has renewed the session for them.
        }
      },
    },
  });
}

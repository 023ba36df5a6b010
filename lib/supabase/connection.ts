import { settings } from '@/lib/env';
import { embeddedKeys } from './embedded/keys';

export interface SupabaseConnection {
  url: string;
  publishableKey: string;
  secretKey: string;
  /** Whether it is the Supabase that Darkroom starts by itself. */
  embedded: boolean;
}

let cached: SupabaseConnection | undefined;

function connect(): SupabaseConnection {
  const env = settings();
  const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishableKey, SUPABASE_SECRET_KEY: secretKey } = env;
  if (url && publishableKey && secretKey) return { url, publishableKey, secretKey, embedded: false };
  const { jwtSecret: _, ...keys } = embeddedKeys(env);
  return { url: `http://127.0.0.1:${env.EMBEDDED_SUPABASE_PORT}`, ...keys, embedded: true };
}

/** Where Supabase is and the keys to it: the configured project, or the embedded one with the keys in DATA_DIR. */
export function supabaseConnection(): SupabaseConnection {
  cached ??= connect();
  return cached;
}

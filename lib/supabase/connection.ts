import { createHash } from 'node:crypto';
import { settings } from '@/lib/env';
import { embeddedKeys } from './embedded/keys';

export interface SupabaseConnection {
  url: string;
  publishableKey: string;
  secretKey: string;
  /** Whether it is the Supabase that Darkroom starts by itself. */
  embedded: boolean;
  /** Of the embedded one. */
  jwtSecret?: string;
  /** Tells this installation from others; the same after a restart. */
  installation: string;
}

const idOf = (text: string) => createHash('sha256').update(`installation ${text}`).digest('hex').slice(0, 8);

let cached: SupabaseConnection | undefined;

function connect(): SupabaseConnection {
  const env = settings();
  const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishableKey, SUPABASE_SECRET_KEY: secretKey } = env;
  if (url && publishableKey && secretKey)
    return { url, publishableKey, secretKey, embedded: false, installation: idOf(url) };
  const keys = embeddedKeys(env);
  return {
    url: `http://127.0.0.1:${env.EMBEDDED_SUPABASE_PORT}`,
    ...keys,
    embedded: true,
    installation: idOf(keys.jwtSecret),
  };
}

/** Where Supabase is and the keys to it: the configured project, or the embedded one with the keys in DATA_DIR. */
export function supabaseConnection(): SupabaseConnection {
  cached ??= connect();
  return cached;
}

import { createServerClient } from '@supabase/ssr';
import type { Account, TestApp } from './app';

interface Cookie {
  name: string;
  value: string;
  url: string;
  httpOnly: boolean;
}

/** The cookies that the sign-in page would set for this account. */
export async function sessionCookies(
  app: Pick<TestApp, 'url' | 'supabaseUrl' | 'publishableKey'>,
  { email, password }: Pick<Account, 'email' | 'password'>,
): Promise<Cookie[]> {
  const jar = new Map<string, string>();
  const client = createServerClient(app.supabaseUrl, app.publishableKey(), {
    cookies: {
      getAll: () => [],
      setAll: (changes) => {
        for (const { name, value } of changes) if (value) jar.set(name, value);
      },
    },
  });
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return [...jar].map(([name, value]) => ({ name, value, url: app.url, httpOnly: true }));
}

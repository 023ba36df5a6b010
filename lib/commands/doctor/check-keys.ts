import { createClient } from '@supabase/supabase-js';
import type { SupabaseConnection } from '@/lib/supabase/connection';
import type { Database } from '@/lib/supabase/database.types';
import { DATABASE_OPTIONS } from '@/lib/supabase/service-client';
import type { Finding } from './finding';
import { type Installation, readInstallation } from './read-installation';

const auth = { persistSession: false, autoRefreshToken: false };

/** Whether Supabase answers and the two keys are what they should be; with them, what the database says of itself. */
export async function checkKeys({ url, publishableKey, secretKey, embedded }: SupabaseConnection): Promise<{
  installation?: Installation;
  findings: Finding[];
}> {
  const ask = (key: string) =>
    readInstallation(createClient<Database>(url, key, { auth, db: DATABASE_OPTIONS }));
  const [server, browser] = await Promise.all([ask(secretKey), ask(publishableKey)]);
  if (server === 'unreachable') return { findings: [unreachable(url, embedded)] };

  const findings: Finding[] = [{ subject: 'Supabase', detail: `answers at ${url}` }];
  const copy = 'Copy it again from the project’s settings, API keys.';
  if (typeof server === 'object' && 'now' in server) {
    findings.push({ subject: 'Secret key', detail: 'accepted' });
  } else if (server === 'no such function') {
    const fix = 'Apply them: npx supabase db push --remote=<database url>';
    return { findings: [...findings, { subject: 'Migrations', detail: 'missing', fix }] };
  } else {
    const detail = typeof server === 'object' ? server.error : `refused: ${server}`;
    findings.push({
      subject: 'Secret key',
      detail,
      fix: `SUPABASE_SECRET_KEY must be the secret key. ${copy}`,
    });
  }
  if (browser === 'forbidden') {
    findings.push({ subject: 'Publishable key', detail: 'accepted, and may not do what the server may' });
  } else {
    const detail =
      typeof browser === 'object' && 'now' in browser ? 'has the rights of the secret key' : 'refused';
    findings.push({
      subject: 'Publishable key',
      detail,
      fix: `SUPABASE_PUBLISHABLE_KEY must be the publishable key. ${copy}`,
    });
  }
  return typeof server === 'object' && 'now' in server ? { installation: server, findings } : { findings };
}

function unreachable(url: string, embedded: boolean): Finding {
  const fix = embedded
    ? 'Start Darkroom first (npm start), with the same DATA_DIR and EMBEDDED_SUPABASE_PORT.'
    : 'Check SUPABASE_URL, the network, and that the project is not paused.';
  return { subject: 'Supabase', detail: `can't be reached at ${url}`, fix };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { supabaseConnection } from '@/lib/supabase/connection';
import { checkDatabase } from './check-database';
import { checkKeys } from './check-keys';
import { checkMachine, checkPlace } from './check-place';
import { checkProvider } from './check-provider';
import { checkSettings } from './check-settings';
import { checkClaims, checkSweep } from './check-sweep';
import type { Finding } from './finding';

/** Nobody waits longer for a check: what hangs (a database, a provider, the search for its name) is a finding too. */
const PATIENCE_MS = 8_000;

async function inTime<T>(check: Promise<T>, otherwise: T): Promise<T> {
  return Promise.race([check, sleep(PATIENCE_MS, otherwise)]);
}

const silent = (subject: string, fix: string): Finding => ({
  subject,
  detail: `did not answer within ${PATIENCE_MS / 1000} s`,
  fix,
});

const PROVIDER_FIX =
  'Check the network, the name server and GOOGLE_GEMINI_BASE_URL; Gemini itself may be down.';
const SUPABASE_FIX = 'Check SUPABASE_URL, the network, and whether the database is overloaded or paused.';

const NOBODY_ASKED: Awaited<ReturnType<typeof checkKeys>> = { findings: [] };

function askSupabase(): ReturnType<typeof checkKeys> {
  const connection = supabaseConnection();
  return inTime(checkKeys(connection), { findings: [silent(`Supabase at ${connection.url}`, SUPABASE_FIX)] });
}

/**
 * Looks at everything that this installation needs, from the settings on; what depends on something broken is left out.
 * `envFiles` are those that were read.
 */
export async function examine(envFiles: string[]): Promise<Finding[]> {
  const { settings, findings } = checkSettings(process.env);
  findings.push(checkPlace(envFiles));
  if (!settings) return findings;
  const machine = checkMachine(settings);
  // Without its folder there are no keys to ask with.
  const isClosed = machine.some(({ subject, fix }) => subject === 'Data folder' && fix);
  const [keys, provider] = await Promise.all([
    isClosed ? NOBODY_ASKED : askSupabase(),
    inTime(checkProvider(settings), silent('Provider', PROVIDER_FIX)),
  ]);
  const { installation } = keys;
  return [
    ...findings,
    ...machine,
    ...keys.findings,
    ...(installation
      ? [...checkDatabase(installation), checkSweep(installation, settings), checkClaims(installation)]
      : []),
    provider,
  ];
}

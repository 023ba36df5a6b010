import { supabaseConnection } from '@/lib/supabase/connection';
import { checkDatabase } from './check-database';
import { checkKeys } from './check-keys';
import { checkProvider } from './check-provider';
import { checkSettings } from './check-settings';
import { checkSweep } from './check-sweep';
import type { Finding } from './finding';

/** Looks at everything that this installation needs, from the settings on; what depends on something broken is left out. */
export async function examine(): Promise<Finding[]> {
  const { settings, findings } = checkSettings(process.env);
  if (!settings) return findings;
  const [keys, provider] = await Promise.all([checkKeys(supabaseConnection()), checkProvider(settings)]);
  const { installation } = keys;
  return [
    ...findings,
    ...keys.findings,
    ...(installation ? [...checkDatabase(installation), checkSweep(installation, settings)] : []),
    provider,
  ];
}

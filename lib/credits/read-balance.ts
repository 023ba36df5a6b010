import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';

/** The caller's balance in credits. */
export async function readBalance(client: SupabaseClient<Database>): Promise<number> {
  const profile = unwrap(await client.from('profiles').select('credits').maybeSingle());
  return profile?.credits ?? 0;
}

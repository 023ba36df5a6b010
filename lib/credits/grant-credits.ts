import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

/** Adds credits to an account through the ledger; the new balance. Throws ApiError `not_found`. */
export async function grantCredits(userId: string, amount: number): Promise<number> {
  return unwrap(await serviceClient().rpc('grant_credits', { p_user_id: userId, p_amount: amount }));
}

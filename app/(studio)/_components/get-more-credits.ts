'use server';

import { currentUser } from '@/lib/auth/page-user';
import { grantCredits } from '@/lib/credits/credits';
import { supabaseConnection } from '@/lib/supabase/connection';

/** 100 credits more for the signed-in user. Refused on anything but a local installation. */
export async function getMoreCredits(): Promise<boolean> {
  const user = await currentUser();
  if (!user || !supabaseConnection().embedded) return false;
  await grantCredits(user.id, 100);
  return true;
}

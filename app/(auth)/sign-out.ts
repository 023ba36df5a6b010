'use server';

import { redirect } from 'next/navigation';
import { userClient } from '@/lib/supabase/user-client';

/** Ends the session of this browser; the cookies go even when the auth service can't be told. */
export async function signOut(): Promise<void> {
  await (await userClient()).auth.signOut({ scope: 'local' });
  redirect('/');
}

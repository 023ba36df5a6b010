import { settings } from '@/lib/env';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { startBackground } from './background';
import { stopOnSignal } from './stop-on-signal';

/** The server's own part of the work. On Vercel there is no lasting process: /api/workers sweeps and drains instead. */
export async function startServer(): Promise<void> {
  const { SIGNUP_CREDITS } = settings();
  unwrap(await serviceClient().rpc('configure_installation', { p_signup_credits: SIGNUP_CREDITS }));
  if (process.env.VERCEL) return;
  stopOnSignal(startBackground().stop);
}

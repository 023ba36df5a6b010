import { setTimeout as sleep } from 'node:timers/promises';
import { settings } from '@/lib/env';
import { ApiError } from '@/lib/errors';
import { guardBodies } from '@/lib/http/body-gate';
import { sanitizeRequests } from '@/lib/http/sanitize-requests';
import { followVisitors } from '@/lib/http/visitors';
import { log } from '@/lib/log';
import { stopOnSignal } from '@/lib/process/stop-signals';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { traceIfWanted } from '@/lib/telemetry/tracing';
import { startBackground } from './background';

const TELL_AGAIN_MS = 5_000;

/** Tells the database what it must know; false while it is away. */
async function tellDatabase(): Promise<boolean> {
  const { SIGNUP_CREDITS } = settings();
  try {
    unwrap(await serviceClient().rpc('configure_installation', { p_signup_credits: SIGNUP_CREDITS }));
    return true;
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'unavailable')) throw error;
    log.error({ event: 'start_without_database', err: error.cause });
    return false;
  }
}

async function tellDatabaseLater(): Promise<void> {
  try {
    do await sleep(TELL_AGAIN_MS, undefined, { ref: false });
    while (!(await tellDatabase()));
  } catch (error) {
    log.error({ event: 'configure_failed', err: error });
  }
}

/** The server's own part of the work. On Vercel there is no lasting process: /api/workers sweeps and drains instead. */
export async function startServer(): Promise<void> {
  const stopTracing = await traceIfWanted();
  followVisitors();
  sanitizeRequests();
  guardBodies();
  if (!(await tellDatabase())) void tellDatabaseLater();
  if (process.env.VERCEL) return;
  stopOnSignal(startBackground().stop, stopTracing);
}

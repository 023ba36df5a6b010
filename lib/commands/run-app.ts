import { constants } from 'node:os';
import { readSettings } from '@/lib/env';
import { type EmbeddedSupabase, startEmbedded } from '@/lib/supabase/embedded/start';
import { announce } from './announce';
import { buildIfMissing } from './build-if-missing';
import { loadEnv } from './load-env';
import { startNext } from './next-process';
import { waitForPort } from './wait-for-port';

/** The app needs a moment to release its leases. */
const APP_STOP_MS = 10_000;

/**
 * Runs the app with everything it needs until a signal comes or a part of it ends, then stops all of it: the app
 * first, because it still writes to the database while it stops. Resolves with the exit code.
 */
export async function runApp(mode: 'dev' | 'start'): Promise<number> {
  loadEnv(mode === 'dev');
  const settings = readSettings(process.env);
  const signal = stopSignal();
  const parts = startParts(mode, settings);
  const ended = parts.then(({ app, supabase }) =>
    Promise.race([app.ended, ...(supabase ? [supabase.ended] : [])]),
  );

  const outcome = await Promise.race([signal, ended]);
  const stopBy = typeof outcome === 'string' ? outcome : 'SIGTERM';
  const started = await Promise.race([parts, undefined]);
  await started?.stop(stopBy);
  return typeof outcome === 'string' ? 128 + constants.signals[outcome] : outcome || 1;
}

async function startParts(mode: 'dev' | 'start', settings: ReturnType<typeof readSettings>) {
  const { DATA_DIR, EMBEDDED_SUPABASE_PORT, GEMINI_API_KEY, PORT, SUPABASE_URL } = settings;
  // With the embedded Supabase anyone who reaches the app can use it, so only this machine does.
  const host = SUPABASE_URL ? '0.0.0.0' : '127.0.0.1';
  await waitForPort(PORT, host);
  if (mode === 'start') await buildIfMissing();
  let supabase: EmbeddedSupabase | undefined;
  if (!SUPABASE_URL) supabase = await startEmbedded({ dataDir: DATA_DIR, port: EMBEDDED_SUPABASE_PORT });

  const app = startNext(mode, ['-p', String(PORT), '-H', host], {
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
    NEXT_MANUAL_SIG_HANDLE: 'true',
    NEXT_EXIT_TIMEOUT_MS: String(APP_STOP_MS),
    NEXT_DIST_DIR: mode === 'dev' && PORT !== 3000 ? `.next-${PORT}` : '.next',
  });
  const announcing = new AbortController();
  const pictures = GEMINI_API_KEY
    ? 'Pictures come from Gemini.'
    : 'Pictures are drawn by the demo provider (no GEMINI_API_KEY).';
  void announce(`http://127.0.0.1:${PORT}`, pictures, announcing.signal);
  return {
    app,
    supabase,
    stop: async (signal: NodeJS.Signals) => {
      announcing.abort();
      await app.stop(signal, APP_STOP_MS);
      await supabase?.stop();
    },
  };
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}

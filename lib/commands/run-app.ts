import { readSettings } from '@/lib/env';
import { CommandError, loadEnv } from '@/lib/process/run-command';
import { onStopSignal } from '@/lib/process/stop-signals';
import { startEmbedded } from '@/lib/supabase/embedded/start';
import { announce } from './announce';
import { buildIfStale } from './build-if-stale';
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
  const signal = new Promise<number>((resolve) => onStopSignal(resolve));
  const parts = startParts(mode, settings);
  const ended = parts.then(({ app, supabase }) =>
    Promise.race([app.ended, ...(supabase ? [supabase.ended] : [])]),
  );

  const exitCode = await Promise.race([signal, ended]);
  const started = await Promise.race([parts, undefined]);
  await started?.stop();
  return exitCode || 1;
}

async function startParts(mode: 'dev' | 'start', settings: ReturnType<typeof readSettings>) {
  const { APP_URL, DATA_DIR, EMBEDDED_SUPABASE_PORT, GEMINI_API_KEY, PORT, SUPABASE_URL } = settings;
  // With the embedded Supabase anyone who reaches the app can use it, so only this machine does unless HOST says more.
  const host = settings.HOST ?? (SUPABASE_URL ? '0.0.0.0' : '127.0.0.1');
  if (!SUPABASE_URL && PORT === EMBEDDED_SUPABASE_PORT)
    throw new CommandError(`PORT and EMBEDDED_SUPABASE_PORT are both ${PORT}: set one of them to another`);
  await waitForPort(PORT, host);
  const [supabase] = await Promise.all([
    SUPABASE_URL ? undefined : startEmbedded({ dataDir: DATA_DIR, port: EMBEDDED_SUPABASE_PORT }),
    mode === 'start' ? buildIfStale() : undefined,
  ]);

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
  void announce(localAddress(host, PORT), APP_URL[0], pictures, announcing.signal);
  return {
    app,
    supabase,
    stop: async () => {
      announcing.abort();
      await app.stop(APP_STOP_MS);
      await supabase?.stop();
    },
  };
}

/** Where this machine itself reaches an app that listens on `host`. */
function localAddress(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

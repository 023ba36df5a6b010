import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { type CrashingSupabase, startCrashingSupabase } from '@/tests/support/embedded';
import type { DecideFault } from '@/tests/support/fault-point';
import { type FaultWorld, startFaultWorld } from '@/tests/support/fault-world';
import { freePort } from '@/tests/support/free-port';
import type { TestProcess } from '@/tests/support/test-process';
import type { ChaosOptions } from './chaos-options';
import { SKETCH } from './sketch-kind';

/** `npm start` builds first if there is no build. */
const READY_MS = 5 * 60_000;

export interface Installation {
  world: FaultWorld;
  supabase: CrashingSupabase;
  appUrl: string;
  processes: [TestProcess, ...TestProcess[]];
}

function settingsOf(options: ChaosOptions): Record<string, string> {
  return {
    TASK_LEASE_SECONDS: String(options.leaseSeconds),
    TASK_HEARTBEAT_SECONDS: String(options.heartbeatSeconds),
    TASK_SWEEP_SECONDS: String(options.sweepSeconds),
    TASK_ATTEMPT_TIMEOUT_SECONDS: String(options.attemptTimeoutSeconds),
    TASK_RETRY_DELAYS_SECONDS: options.retryDelaysSeconds.join(),
    RATE_LIMIT_PER_MINUTE: '100000',
  };
}

const SKETCHER = 'sketch-worker';

/** Whether a process of the installation knows a kind. */
export const knows = (process: string, kind: string): boolean =>
  (process === SKETCHER) === (kind === SKETCH.kind);

/**
 * The app as `npm start` runs it, two workers, and one that knows a kind of its own, each with a bad line to a Supabase on a real
 * PostgreSQL.
 */
export async function startInstallation(options: ChaosOptions, decide: DecideFault): Promise<Installation> {
  const supabase = await startCrashingSupabase();
  const world = await startFaultWorld({ start: async () => supabase });
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const settings = settingsOf(options);
  const app = await world.start('app', 'lib/commands/start.ts', { ...settings, PORT: String(port) }, decide);
  const workers = await Promise.all(
    ['worker-1', 'worker-2'].map((name) => world.start(name, 'lib/worker/main.ts', settings, decide)),
  );
  // The world's own connection would be open, and waited for in the end, when the database is killed.
  const sql = postgres(supabase.databaseUrl, { max: 1 });
  await sql`insert into public.task_kinds ${sql(SKETCH)}`.finally(() => sql.end());
  workers.push(await world.start(SKETCHER, 'tests/chaos/sketch-worker.ts', settings, decide));
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    const health = await fetch(`${appUrl}/api/health`).catch(() => undefined);
    await health?.body?.cancel();
    if (health?.ok) return { world, supabase, appUrl, processes: [app, ...workers] };
    await wait(100);
  }
  await world.close();
  throw new Error('The app did not become ready');
}

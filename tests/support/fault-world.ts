import { randomUUID } from 'node:crypto';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import type { Database } from '@/lib/supabase/database.types';
import { startTestSupabase, type TestSupabase } from './embedded';
import { FaultPlan } from './fault-plan';
import type { DecideFault } from './fault-point';
import { startFaultProxy } from './fault-proxy';
import { type GeminiServer, startGeminiServer } from './gemini-server';
import { type Script, TestProcess } from './test-process';

export interface FaultWorld {
  supabase: TestSupabase;
  gemini: GeminiServer;
  admin: SupabaseClient<Database>;
  database: postgres.Sql;
  plan: FaultPlan;
  processes: Map<string, TestProcess>;
  /** Starts a process with a proxy of its own between it and Supabase; the fake Gemini knows it by its key. */
  start(
    name: string,
    script: Script,
    env?: Record<string, string>,
    decide?: DecideFault,
  ): Promise<TestProcess>;
  /** SIGKILL to the process that reached a point; it is started again unless it was started as not `kept`. */
  kill(name: string): Promise<void>;
  signUp(): Promise<{ id: string; token: string }>;
  close(): Promise<void>;
}

const OPTIONS = { auth: { persistSession: false, autoRefreshToken: false } };

interface FaultWorldOptions {
  /** Whether processes that ended are started again, as a service manager does. */
  kept?: boolean;
  /** Another than one on a PostgreSQL of its own. */
  start?: () => Promise<TestSupabase>;
}

/** A Supabase on a real PostgreSQL, a fake Gemini, and processes of the product that faults can strike anywhere. */
export async function startFaultWorld({
  kept = true,
  start = () => startTestSupabase({ driver: 'postgres' }),
}: FaultWorldOptions = {}): Promise<FaultWorld> {
  const plan = new FaultPlan();
  const [supabase, gemini] = await Promise.all([start(), startGeminiServer(0, plan.decide)]);
  const database = postgres(supabase.databaseUrl ?? '', { max: 2, onnotice: () => undefined });
  const admin = createClient<Database>(supabase.url, supabase.secretKey, OPTIONS);
  const processes = new Map<string, TestProcess>();
  const closers: (() => Promise<void>)[] = [];

  return {
    supabase,
    gemini,
    admin,
    database,
    plan,
    processes,
    async start(name, script, env = {}, decide = plan.decide) {
      const proxy = await startFaultProxy(supabase.url, name, decide);
      closers.push(proxy.close);
      const started = new TestProcess({
        name,
        script,
        kept,
        env: {
          SUPABASE_URL: proxy.url,
          SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
          SUPABASE_SECRET_KEY: supabase.secretKey,
          GEMINI_API_KEY: name,
          GOOGLE_GEMINI_BASE_URL: gemini.url,
          ...env,
        },
      });
      processes.set(name, started);
      return started;
    },
    async kill(name) {
      await processes.get(name)?.end('SIGKILL');
    },
    async signUp() {
      const { data, error } = await createClient(supabase.url, supabase.publishableKey, OPTIONS).auth.signUp({
        email: `${randomUUID()}@example.com`,
        password: 'correct horse',
      });
      if (error || !data.session) throw new Error('sign-up failed', { cause: error });
      return { id: data.session.user.id, token: data.session.access_token };
    },
    async close() {
      await Promise.all([...processes.values()].map((process) => process.close()));
      await Promise.all(closers.map((close) => close()));
      await Promise.all([gemini.close(), database.end()]);
      await supabase.stop();
    },
  };
}

import postgres from 'postgres';
import { startApp, type TestApp } from './app';
import { startTestSupabase } from './embedded';

export interface AppOnPostgres extends Pick<TestApp, 'url' | 'pid' | 'supabaseUrl' | 'publishableKey'> {
  secretKey: string;
  /** The database's owner. */
  database: postgres.Sql;
  close: () => Promise<void>;
}

/** The app with a Supabase on a real PostgreSQL, whose catalogue and rows can be looked at directly; which `counts` its statements if asked. */
export async function startAppOnPostgres(
  settings: Record<string, string> = {},
  { counts = false } = {},
): Promise<AppOnPostgres> {
  const supabase = await startTestSupabase({ driver: 'postgres', counts });
  const app = await startApp({
    SUPABASE_URL: supabase.url,
    SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
    SUPABASE_SECRET_KEY: supabase.secretKey,
    ...settings,
  });
  const database = postgres(supabase.databaseUrl ?? '', { max: 1, onnotice: () => undefined });
  return {
    url: app.url,
    pid: app.pid,
    supabaseUrl: supabase.url,
    publishableKey: () => supabase.publishableKey,
    secretKey: supabase.secretKey,
    database,
    close: async () => {
      await app.close();
      await database.end();
      await supabase.stop();
    },
  };
}

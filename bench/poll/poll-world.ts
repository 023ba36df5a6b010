import type { Call } from '@/bench/accept/keep-alive-client';
import type { GenerateResponse } from '@/lib/generation/request-schema';
import type { PollResponse } from '@/lib/generation/schema';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { startGeminiServer } from '@/tests/support/gemini-server';

export interface PollWorld {
  app: AppOnPostgres;
  accounts: Account[];
  /** A poll for four open tasks without news, one for each account. */
  polls: Call[];
  /** A small read behind the same session check, one for each account. */
  reads: Call[];
  close(): Promise<void>;
}

const OPEN = 4;

/** Asks for four pictures, and then for what a page asks that knows all of them. */
async function pollOf(account: Account): Promise<Call> {
  const path = '/api/generate-image/polling';
  const ask = async <T>(at: string, body: unknown): Promise<T> =>
    (await account.api('POST', at, body)).json() as Promise<T>;
  const { taskIds } = await ask<GenerateResponse>('/api/generate-image', { prompt: 'A heron', count: OPEN });
  const { tasks } = await ask<PollResponse>(path, { taskIds });
  const known = Object.fromEntries(tasks.map(({ taskId, version }) => [taskId, version]));
  return { method: 'POST', path, token: account.token, body: { taskIds, known } };
}

/** The production server on a real PostgreSQL, with accounts that wait for four pictures each, for as long as it runs. */
export async function startPollWorld(users: number): Promise<PollWorld> {
  const gemini = await startGeminiServer();
  gemini.hold();
  const app = await startAppOnPostgres(
    {
      GEMINI_API_KEY: 'test-key',
      GOOGLE_GEMINI_BASE_URL: gemini.url,
      TASK_LEASE_SECONDS: '900',
      TASK_HEARTBEAT_SECONDS: '450',
      TASK_ATTEMPT_TIMEOUT_SECONDS: '900',
    },
    { counts: true },
  );
  const accounts: Account[] = [];
  while (accounts.length < users) accounts.push(await signUp(app));
  const polls: Call[] = [];
  for (const account of accounts) polls.push(await pollOf(account));
  await gemini.received(users * OPEN);
  return {
    app,
    accounts,
    polls,
    reads: accounts.map(({ token }) => ({ method: 'GET', path: '/api/credits?limit=1', token })),
    async close() {
      gemini.release();
      await app.close();
      await gemini.close();
    },
  };
}

import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';
import type { Call } from './keep-alive-client';

export interface AcceptWorld {
  app: AppOnPostgres;
  accounts: Account[];
  gemini: GeminiServer;
  /** Waits until every accepted picture is asked of the provider, then cancels all, so that every account has all its places. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export const readCall = ({ token }: Account): Call => ({
  method: 'GET',
  path: '/api/credits?limit=1',
  token,
});

export const acceptCall = ({ token }: Account): Call => ({
  method: 'POST',
  path: '/api/generate-image',
  token,
  body: { prompt: 'A lighthouse above a sea of fog, woodcut', count: 1, taskIds: [randomUUID()] },
});

/** Cancels every open picture of these accounts; resolves to how many there were. */
export async function cancelAll({ database }: AppOnPostgres, accounts: Account[]): Promise<number> {
  const all = await database<{ id: string; userId: string }[]>`
    select id, user_id as "userId" from public.tasks where finished_at is null`;
  const limit = pLimit(8);
  const owners = new Map(accounts.map((account) => [account.id, account]));
  const open = all.filter(({ userId }) => owners.has(userId));
  const answers = await Promise.all(
    open.map(({ id, userId }) =>
      limit(() => owners.get(userId)?.api('POST', `/api/generate-image/${id}/cancel`)),
    ),
  );
  const refused = answers.find((answer) => !answer?.ok);
  if (refused) throw new Error(`Cancel answers ${refused.status}: ${await refused.text()}`);
  await Promise.all(answers.map((answer) => answer?.arrayBuffer()));
  return open.length;
}

/** The production server on a real PostgreSQL, with a provider that takes longer for a picture than all is measured. */
export async function startAcceptWorld(
  users: number,
  settings: Record<string, string> = {},
): Promise<AcceptWorld> {
  const gemini: GeminiServer = await startGeminiServer();
  gemini.setBehaviour('hang');
  const app = await startAppOnPostgres({
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    SIGNUP_CREDITS: '100000',
    ...settings,
  });
  const accounts: Account[] = [];
  while (accounts.length < users) accounts.push(await signUp(app));
  let asked = 0;
  return {
    app,
    accounts,
    gemini,
    async empty() {
      const [{ open } = { open: 0 }] = await app.database<{ open: number }[]>`
        select count(*)::int as open from public.tasks where finished_at is null`;
      asked += open;
      await gemini.received(asked);
      await cancelAll(app, accounts);
      await Promise.all(gemini.requests.map(({ closed }) => closed));
    },
    async close() {
      await app.close();
      await gemini.close();
    },
  };
}

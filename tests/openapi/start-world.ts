import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { EXAMPLE_IDS } from '@/lib/openapi/examples';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { ended, generate, until } from '@/tests/support/follow';
import { startGeminiServer } from '@/tests/support/gemini-server';
import { sessionCookies } from '@/tests/support/session-cookies';

export interface ExampleWorld {
  app: TestApp;
  /** Has what the document's examples speak of, by the same ids. */
  account: Account;
  cookie: string;
  /** The batch of the examples: its id is the database's. */
  batchId: string;
  /** Has 6 credits left and a task of 10 that was canceled. */
  poor: Account & { canceled: string };
  /** Has asked for as many generations as a minute allows, one of them canceled. */
  hasty: Account & { canceled: string };
  /** Where the examples' files are. */
  folder: string;
  close: () => Promise<void>;
}

const RATE = 6;

async function withCanceled(account: Account, request: object): Promise<Account & { canceled: string }> {
  const { taskId } = await generate(account, { prompt: '[[hang]]', ...request });
  await account.api('POST', `/api/generate-image/${taskId}/cancel`);
  return { ...account, canceled: taskId };
}

async function makePoor(account: Account) {
  const poor = await withCanceled(account, { imageSize: '4K' });
  for (const request of [{ count: 4, imageSize: '4K' }, { imageSize: '4K' }, {}])
    await generate(account, { prompt: '[[hang]]', ...request });
  return poor;
}

async function makeHasty(account: Account) {
  const hasty = await withCanceled(account, {});
  // A cancel of what had begun counts, too.
  for (let sent = 2; sent < RATE; sent++) await generate(account, { prompt: '[[hang]]' });
  return hasty;
}

async function makeExamples(account: Account): Promise<string> {
  const { topic, picture, running } = EXAMPLE_IDS;
  const asked = { prompt: 'A lighthouse above a sea of fog', newTopicId: randomUUID() };
  const { batchId } = await generate(account, { ...asked, taskIds: [picture] });
  await until(account, picture, ended);
  await generate(account, { prompt: 'A running one [[hang]]', taskIds: [running] });
  await account.api('POST', '/api/topics', { id: topic, title: 'Lighthouses' });
  return batchId;
}

/** An app with a fake Gemini and the accounts that the document's examples and refusals need. */
export async function startWorld(): Promise<ExampleWorld> {
  const gemini = await startGeminiServer();
  gemini.setBehaviour({ kind: 'ok', side: 64 });
  const app = await startApp({
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    CRON_SECRET: 'sesame',
    SIGNUP_CREDITS: '60',
    RATE_LIMIT_PER_MINUTE: String(RATE),
    WORKER_CONCURRENCY: '32',
  });
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-examples-'));
  const lighthouse = sharp({ create: { width: 320, height: 200, channels: 3, background: '#c96' } });
  await lighthouse.jpeg().toFile(join(folder, 'lighthouse.jpg'));
  const [account, poor, hasty] = [await signUp(app), await signUp(app), await signUp(app)];
  const cookies = await sessionCookies(app, account);
  return {
    app,
    account,
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    batchId: await makeExamples(account),
    poor: await makePoor(poor),
    hasty: await makeHasty(hasty),
    folder,
    close: async () => {
      await app.close();
      await gemini.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

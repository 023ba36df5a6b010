import { type Browser, chromium } from '@playwright/test';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { browserOptions } from '@/tests/support/browser';
import { startGeminiServer } from '@/tests/support/gemini-server';
import { sessionCookies } from '@/tests/support/session-cookies';
import { StudioPage } from '@/tests/support/studio-page';
import { DURATIONS, type Durations, draw, seededRandom } from './durations';
import { watchLooks } from './watch-looks';

/** Shortened, so that a run takes minutes; the paces stay above the shortest gap. */
export const LIVE: Record<'1K' | '2K', { name: string; durations: Durations }> = {
  '1K': { name: 'A ÷ 2', durations: { ...DURATIONS.A, medianMs: DURATIONS.A.medianMs / 2 } },
  '2K': { name: 'B ÷ 5', durations: { ...DURATIONS.B, medianMs: DURATIONS.B.medianMs / 5 } },
};
export type Size = keyof typeof LIVE;

const PAST = 50;

export interface LiveWorld {
  app: AppOnPostgres;
  /** A new person on the generator page, who makes pictures of this size. */
  enter(size: Size): Promise<StudioPage>;
  close(): Promise<void>;
}

/** The production server on a real PostgreSQL, browsers, and a provider that takes as long as the durations say. */
export async function startLiveWorld(): Promise<LiveWorld> {
  const random = seededRandom(5);
  const gemini = await startGeminiServer();
  gemini.setBehaviour(({ imageSize }) => ({
    kind: 'ok',
    side: 64,
    delayMs: draw(LIVE[imageSize === '2K' ? '2K' : '1K'].durations, random).ms,
  }));
  const app = await startAppOnPostgres({
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    SIGNUP_CREDITS: '100000',
    WORKER_CONCURRENCY: '64',
  });
  const browser = await chromium.launch((await browserOptions()).launchOptions);
  await leavePast(app, await signUp(app));
  return {
    app,
    enter: (size) => enter(browser, app, size),
    async close() {
      await browser.close();
      await app.close();
      await gemini.close();
    },
  };
}

async function enter(browser: Browser, app: AppOnPostgres, size: Size): Promise<StudioPage> {
  const context = await browser.newContext({
    baseURL: app.url,
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    // Ten browsers that paint all the time would leave two cores nothing for the server.
    reducedMotion: 'reduce',
  });
  await context.addInitScript({ content: 'globalThis.__name = (named) => named;' });
  await watchLooks(context);
  await context.addCookies(await sessionCookies(app, await signUp(app)));
  const studio = new StudioPage(await context.newPage());
  await studio.open();
  if (size !== '1K') await studio.choose('Size', size);
  return studio;
}

/** Fifty finished attempts of each kind, as long as the durations say. */
async function leavePast({ database }: AppOnPostgres, account: Account): Promise<void> {
  const random = seededRandom(6);
  const accepted = await account.api('POST', '/api/generate-image', { prompt: 'the past' });
  const { taskId } = (await accepted.json()) as { taskId: string };
  for (const [size, { durations }] of Object.entries(LIVE)) {
    const past = Array.from({ length: PAST }, () => draw(durations, random).ms);
    await database`
      insert into public.task_attempts (task_id, attempt, stats_key, started_at, ended_at, outcome)
      select ${taskId}, ${size === '1K' ? 100 : 200} + number, 'gemini:gemini-nano-banana-2.1:' || ${size},
             now() - ms * interval '1 ms', now(), 'completed'
        from unnest(${past}::double precision[]) with ordinality as attempt (ms, number)`;
  }
}

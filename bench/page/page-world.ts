import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from '@playwright/test';
import { topicPath } from '@/components/topics/topic-address';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { browserOptions } from '@/tests/support/browser';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';
import { sessionCookies } from '@/tests/support/session-cookies';
import { watchRenders } from '@/tests/support/watch-renders';
import { type Sample, samplePictures } from './sample-pictures';
import { seedFeed } from './seed-feed';
import { watchVitals } from './watch-vitals';

export interface PageWorld {
  app: AppOnPostgres;
  /** The provider: it answers when it is told to. */
  gemini: GeminiServer;
  /** A page of a browser that has visited nothing before, signed in if an account is given, on a processor this much slower. */
  open: (how: { account?: Account; slowdown?: number }) => Promise<Page>;
  signUp: () => Promise<Account>;
  /** A new account with a topic of 20 finished batches, and the path of its page. */
  personWithFeed: () => Promise<{ account: Account; path: string }>;
  /** What seeded pictures look like. */
  samples: readonly Sample[];
  close: () => Promise<void>;
}

const BATCHES = 20;

const SCREEN: BrowserContextOptions = {
  viewport: { width: 1440, height: 900 },
  locale: 'en-US',
  timezoneId: 'UTC',
  colorScheme: 'dark',
};

/** The production server on a real PostgreSQL, a provider that waits, and a real browser. */
export async function startPageWorld(): Promise<PageWorld> {
  const gemini = await startGeminiServer();
  gemini.hold();
  const app = await startAppOnPostgres({
    GEMINI_API_KEY: 'test-key',
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    SIGNUP_CREDITS: '100000',
    WORKER_CONCURRENCY: '32',
  });
  const samples = await samplePictures();
  const browser = await chromium.launch((await browserOptions()).launchOptions);
  return {
    app,
    gemini,
    samples,
    signUp: () => signUp(app),
    async personWithFeed() {
      const account = await signUp(app);
      return { account, path: topicPath(await seedFeed(app, account, BATCHES, samples)) };
    },
    async open({ account, slowdown = 1 }) {
      const context = await browser.newContext({ ...SCREEN, baseURL: app.url });
      if (account) await context.addCookies(await sessionCookies(app, account));
      await prepare(context);
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      return page;
    },
    async close() {
      gemini.release();
      await browser.close();
      await app.close();
      await gemini.close();
    },
  };
}

async function prepare(context: BrowserContext): Promise<void> {
  // What compiles this file gives functions their names by a helper, which functions sent to the browser look for too.
  await context.addInitScript({ content: 'globalThis.__name = (named) => named;' });
  await watchVitals(context);
  await watchRenders(context);
}

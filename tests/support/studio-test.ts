import { type BrowserContext, test as base, expect } from '@playwright/test';
import { type Account, signUp, type TestApp } from './app';
import type { GeminiServer } from './gemini-server';
import { sessionCookies } from './session-cookies';
import { StudioPage } from './studio-page';
import { type AppMode, startTestApps, type TestApps } from './test-apps';

interface Fixtures {
  /** Which app a test uses. */
  mode: AppMode;
  app: TestApp;
  gemini: GeminiServer;
  /** A new account with 100 credits. */
  account: Account;
  /** The generator page, signed in to the account and open. */
  studio: StudioPage;
  /** Another browser, signed in to the same account. */
  otherBrowser: (
    options?: Parameters<import('@playwright/test').Browser['newContext']>[0],
  ) => Promise<BrowserContext>;
  /** Every error in a browser's console fails the test, but for those it names. */
  allowError: (message: RegExp) => void;
}

/** Browser tests against the production build, with a new account each. */
export const test = base.extend<Fixtures, { apps: TestApps }>({
  apps: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const apps = await startTestApps();
      await use(apps);
      await apps.close();
    },
    { scope: 'worker' },
  ],

  mode: ['gemini', { option: true }],
  app: [async ({ apps, mode }, use) => use(await apps.get(mode)), { timeout: 120_000 }],
  baseURL: async ({ app }, use) => use(app.url),

  gemini: async ({ apps }, use) => {
    apps.gemini.setBehaviour('ok');
    await use(apps.gemini);
    apps.gemini.release();
  },

  account: async ({ app }, use) => use(await signUp(app)),

  studio: async ({ app, account, context, page }, use) => {
    await context.addCookies(await sessionCookies(app, account));
    const studio = new StudioPage(page);
    await studio.open();
    await use(studio);
  },

  otherBrowser: async ({ app, account, browser, contextOptions }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: app.url, ...options });
      opened.push(context);
      await context.addCookies(await sessionCookies(app, account));
      return context;
    });
    for (const context of opened) await context.close();
  },

  allowError: [
    async ({ browser }, use) => {
      const allowed: RegExp[] = [];
      const errors: string[] = [];
      const watch = (context: BrowserContext) => {
        context.on('weberror', (error) => errors.push(error.error().stack ?? String(error.error())));
        context.on('console', (message) => {
          if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
        });
      };
      browser.on('context', watch);
      await use((message) => allowed.push(message));
      browser.off('context', watch);
      expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
    },
    { auto: true },
  ],
});

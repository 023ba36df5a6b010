import { defineConfig, devices } from '@playwright/test';
import { browserOptions } from './tests/support/browser';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // The browser, the app and its database share two cores.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    ...(await browserOptions()),
    locale: 'en-US',
    timezoneId: 'UTC',
  },
});

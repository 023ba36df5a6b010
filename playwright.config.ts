import { defineConfig, devices } from '@playwright/test';
import { browserOptions } from './tests/support/browser';

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/prepare-data.ts',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  // Each has a browser, an app and a database of its own; they mostly wait. More share two cores badly.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    ...(await browserOptions()),
    locale: 'en-US',
    timezoneId: 'UTC',
  },
});

import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';
import { chromium } from '@playwright/test';
import packaged from '@sparticuz/chromium';

/** The packaged browser's own list holds --single-process, which crashes at the second context. */
const PACKAGED_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Playwright's own browser if there is one, else the one that comes with npm (Linux x64), else an installed Chrome. */
export async function browserOptions(): Promise<
  Pick<LaunchOptions, 'channel'> & { launchOptions?: LaunchOptions }
> {
  if (existsSync(chromium.executablePath())) return {};
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  return { launchOptions: { executablePath: await packaged.executablePath(), args: PACKAGED_ARGS } };
}

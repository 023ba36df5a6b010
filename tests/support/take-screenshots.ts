import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, devices, type Page } from '@playwright/test';
import sharp from 'sharp';
import { type Account, signUp, startApp, type TestApp } from './app';
import { browserOptions } from './browser';
import { ended, generate, until } from './follow';
import { sessionCookies } from './session-cookies';
import { StudioPage } from './studio-page';

/** Newest last. */
const FINISHED = [
  { prompt: 'Dunes at blue hour, wide and quiet', aspectRatio: '1:1', count: 4, seed: 41 },
  { prompt: 'Wild poppies in a garden, botanical print', aspectRatio: '3:4', count: 4, seed: 12 },
  {
    prompt: 'Misty ridges in the manner of a nineteenth-century travel poster',
    aspectRatio: '1:1',
    count: 4,
    seed: 7,
  },
];
/** With this seed the demo has the first one ready after 3 s and the others after 7 s: the shots are taken between. */
const DEVELOPING = {
  prompt: 'A lighthouse above a sea of fog at first light, long exposure, muted film colours',
  aspectRatio: '16:9',
  count: 3,
  seed: 94,
};
const NEXT_PROMPT = 'A night train crossing a bridge in the rain, seen from the hill';

const desktop = { viewport: { width: 1440, height: 1000 } };
const { defaultBrowserType: _, ...phone } = devices['Pixel 7'];
const SHOTS: Record<string, BrowserContextOptions> = {
  'generator-dark': { ...desktop, colorScheme: 'dark' },
  'generator-light': { ...desktop, colorScheme: 'light' },
  'generator-phone': {
    ...phone,
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    colorScheme: 'dark',
  },
};

async function openPage(browser: Browser, app: TestApp, account: Account, options: BrowserContextOptions) {
  const context = await browser.newContext({ ...options, baseURL: app.url, timezoneId: 'UTC' });
  await context.addCookies(await sessionCookies(app, account));
  const studio = new StudioPage(await context.newPage());
  await studio.open();
  return studio;
}

/** Until pictures are decoded and have developed; what is not shown never loads, and what turns for ever is not waited for. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const shown = [...document.images].filter((image) => image.checkVisibility());
    await Promise.allSettled(shown.map((image) => image.decode()));
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

/** A palette keeps a page full of pictures small; dithering hides that there is one. */
async function save(shot: Buffer, name: string): Promise<void> {
  await sharp(shot).png({ palette: true, colours: 256, dither: 0.9, effort: 10 }).toFile(`docs/${name}.png`);
}

const app = await startApp({ SIGNUP_CREDITS: '344' });
const browser = await chromium.launch((await browserOptions()).launchOptions);
try {
  mkdirSync('docs', { recursive: true });
  const account = await signUp(app, 'you@example.com');
  for (const request of FINISHED) {
    const { taskIds } = await generate(account, { ...request, newTopicId: randomUUID() });
    for (const taskId of taskIds) await until(account, taskId, ended);
  }
  const pages = new Map<string, StudioPage>();
  for (const [name, options] of Object.entries(SHOTS))
    pages.set(name, await openPage(browser, app, account, options));
  await generate(account, { ...DEVELOPING, newTopicId: randomUUID() });
  const shots = [...pages].map(async ([name, { page, batch, prompt }]) => {
    await prompt.fill(NEXT_PROMPT);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await batch(DEVELOPING.prompt).locator('li[data-status="completed"]').first().waitFor();
    await settle(page);
    return { name, shot: await page.screenshot() };
  });
  for (const { name, shot } of await Promise.all(shots)) await save(shot, name);
} finally {
  await browser.close();
  await app.close();
}

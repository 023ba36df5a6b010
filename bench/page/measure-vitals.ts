import type { Page } from '@playwright/test';
import { type Row, toRow } from '@/bench/row';
import { quantile } from '@/tests/support/quantile';
import { StudioPage } from '@/tests/support/studio-page';
import { inNewPage } from './in-new-page';
import type { PageWorld } from './page-world';
import { readVitals, type Vitals } from './watch-vitals';
import { workOnGenerator } from './work-on-generator';

const SLOWDOWN = 4;
const RUNS = 3;

/** The sign-in page, the plainest that there is, and what one does on it. */
async function visitLogin(page: Page): Promise<Vitals> {
  await page.goto('/login');
  await settle(page);
  await page.getByLabel('Email').click();
  await page.keyboard.type('somebody@example.com', { delay: 30 });
  await page.getByLabel('Password').click();
  await page.keyboard.type('correct horse', { delay: 30 });
  return readVitals(page);
}

async function visitGenerator(page: Page, path: string): Promise<Vitals> {
  await page.goto(path);
  await new StudioPage(page).ready();
  await settle(page);
  await workOnGenerator(page);
  return readVitals(page);
}

/** Until the pictures in the window are there. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.evaluate(async () => {
    const seen = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    await Promise.all(seen.map((image) => image.decode()));
  });
}

/** Web-vitals of the generator page, as the browser tells them to the package web-vitals. */
export async function measureVitals(world: PageWorld): Promise<Row[]> {
  const runs: Record<'generator' | 'login', Vitals[]> = { generator: [], login: [] };
  for (let run = 0; run <= RUNS; run++) {
    const login = await inNewPage(world, { slowdown: SLOWDOWN }, visitLogin);
    const { account, path } = await world.personWithFeed();
    const generator = await inNewPage(world, { account, slowdown: SLOWDOWN }, (page) =>
      visitGenerator(page, path),
    );
    console.error('  ', JSON.stringify({ login, generator }));
    // The first visit warms the server up.
    if (run === 0) continue;
    runs.login.push(login);
    runs.generator.push(generator);
  }
  const median = (name: keyof typeof runs, of: 'lcp' | 'inp') =>
    quantile(
      runs[name].map((run) => run[of]),
      0.5,
    );
  const worst = (name: keyof typeof runs) => Math.max(...runs[name].map((run) => run.cls));
  const at = `at ${SLOWDOWN}× slowdown, beside the sign-in page`;
  return [
    toRow(`generator: LCP ${at}`, median('generator', 'lcp'), 'ms', median('login', 'lcp'), {
      of: 'value',
      atMost: 1500,
    }),
    toRow(`generator: CLS ${at}`, worst('generator'), '', worst('login'), { of: 'value', atMost: 0 }),
    toRow(`generator: INP ${at}`, median('generator', 'inp'), 'ms', median('login', 'inp'), {
      of: 'value',
      atMost: 100,
    }),
  ];
}

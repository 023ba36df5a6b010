import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { type Row, toRow } from '@/bench/row';
import type { Account } from '@/tests/support/app';
import { generate } from '@/tests/support/follow';
import { StudioPage } from '@/tests/support/studio-page';
import { type Render, takeRenders } from '@/tests/support/watch-renders';
import { inNewPage } from './in-new-page';
import type { PageWorld } from './page-world';

const POLLS = 5;
const TICKS = 4;
/** Of 4 pictures each: the first is being made, the others wait in line. */
const BATCHES = 3;

/** What the clock renders every second is told apart: parts of cards that are being made, and never a card itself. */
const byPolls = (renders: Render[]) =>
  renders.filter(({ whole, status }) => whole || status !== 'processing');
const byClock = (renders: Render[]) =>
  renders.filter(({ whole, status }) => !whole && status === 'processing');

interface Counted {
  /** Components of cards, per poll. */
  idle: number;
  /** For a poll that brings news of one card. */
  news: number;
  /** Components of one card, per second. */
  tick: number;
  /** All components of such a card. */
  card: number;
}

/** Returns whether it brought news. */
async function poll(page: Page): Promise<boolean> {
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/generate-image/polling'));
  // Looks at once, as for somebody who comes back to the tab.
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  const { tasks } = (await (await answered).json()) as { tasks: unknown[] };
  return tasks.length > 0;
}

async function count(page: Page, path: string, world: PageWorld, account: Account): Promise<Counted> {
  const topicId = path.split('/').at(-1);
  for (let batch = 0; batch < BATCHES; batch++) await generate(account, { count: 4, topicId });
  await page.goto(path);
  await new StudioPage(page).ready();
  const making = page.locator('li[data-status="processing"]');
  await expect(making).toHaveCount(4);
  const first = await making.first().getAttribute('id');
  const mounted = (await takeRenders(page)).filter(({ card }) => `card-${card}` === first).length;
  while (await poll(page)) await takeRenders(page);
  await takeRenders(page);

  const idle: Render[] = [];
  for (let polls = 0; polls < POLLS; polls++) {
    if (await poll(page)) throw new Error('A poll brought news that nobody made.');
    idle.push(...(await takeRenders(page)));
  }
  await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), TICKS * 1000);
  const ticks = byClock(await takeRenders(page)).filter(({ card }) => `card-${card}` === first);

  world.gemini.release();
  await expect(page.locator(`[id="${first}"][data-status="completed"]`)).toBeVisible();
  const news = await takeRenders(page);
  world.gemini.hold();
  return {
    idle: byPolls(idle).length / POLLS,
    news: byPolls(news).filter(({ card }) => `card-${card}` === first).length,
    tick: ticks.length / TICKS,
    card: mounted,
  };
}

/** What React renders of cards because a poll was answered, and because a second has passed. */
export async function measureRenders(world: PageWorld): Promise<Row[]> {
  const { account, path } = await world.personWithFeed();
  const { idle, news, tick, card } = await inNewPage(world, { account }, (page) =>
    count(page, path, world, account),
  );
  return [
    toRow('renders of cards per poll without news, beside one with news', idle, 'components', news, {
      of: 'value',
      atMost: 0,
    }),
    toRow('renders by the clock per second and card, beside the whole card', tick, 'components', card),
  ];
}

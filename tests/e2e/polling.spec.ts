import { expect, type Page, type Request } from '@playwright/test';
import { StudioPage } from '@/tests/support/studio-page';
import { test } from '@/tests/support/studio-test';
import { takeRenders, watchRenders } from '@/tests/support/watch-renders';

const isPoll = (request: Request) => request.url().endsWith('/api/generate-image/polling');

test('one poller: one request at a time for all open ids, no card rendered without news, and silence at the end', async ({
  page,
  studio,
  gemini,
}) => {
  await page.clock.install();
  await watchRenders(page);
  await page.reload();
  await studio.ready();
  const asked: string[][] = [];
  let open = 0;
  let most = 0;
  page.on('request', (request) => {
    if (!isPoll(request)) return;
    asked.push((request.postDataJSON() as { taskIds: string[] }).taskIds);
    most = Math.max(most, ++open);
  });
  const ended = (request: Request) => {
    if (isPoll(request)) open--;
  };
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);

  gemini.hold();
  await studio.choose('Images', '3');
  await studio.send('three at once');
  await studio.choose('Images', '1');
  await studio.send('and one more');
  await expect(studio.cards.getByText('Developing')).toHaveCount(4);
  const ids = (await studio.taskIds()).sort();
  // A click asks at once, beside what is under way; from then on it is one at a time.
  await expect.poll(() => open).toBe(0);
  const seen = asked.length;
  most = 0;
  expect((await takeRenders(page)).some(({ whole }) => whole)).toBe(true);
  await expect.poll(() => asked.length).toBeGreaterThanOrEqual(seen + 3);
  expect((await takeRenders(page)).filter(({ whole }) => whole)).toEqual([]);
  for (const request of asked.slice(seen)) expect([...request].sort()).toEqual(ids);
  expect(most).toBe(1);

  gemini.release();
  await expect(page.getByRole('link', { name: /^Download all/ })).toHaveCount(2);
  const last = asked.length;
  await page.clock.fastForward('10:00');
  await page.evaluate(() => fetch('/api/health'));
  expect(asked.length).toBe(last);
});

test('two tabs, one poller: the one used last asks for both, and the other goes on when it is closed', async ({
  page,
  context,
  studio,
  gemini,
}) => {
  const asking: Page[] = [];
  await context.route('**/api/generate-image/polling', async (route) => {
    const tab = route.request().frame().page();
    asking.push(tab);
    try {
      const response = await route.fetch();
      const body = (await response.json()) as { nextPollMs: number | null };
      await route.fulfill({ response, json: { ...body, nextPollMs: body.nextPollMs && 50 } });
    } catch (error) {
      if (!tab.isClosed()) throw error;
    }
  });
  /** Once it has asked twice in a row, the next requests are its own too. */
  const asksAlone = async (tab: Page) => {
    const before = asking.length;
    const lastTwo = () => asking.slice(before).slice(-2);
    await expect.poll(() => lastTwo().length === 2 && lastTwo().every((one) => one === tab)).toBe(true);
    const from = asking.length;
    await expect.poll(() => asking.length).toBeGreaterThanOrEqual(from + 4);
    expect(new Set(asking.slice(from))).toEqual(new Set([tab]));
  };

  gemini.hold();
  await studio.choose('Images', '4');
  await studio.send('seen twice');
  await expect.poll(() => asking.length).toBeGreaterThan(0);
  const other = new StudioPage(await context.newPage());
  await other.open();
  await asksAlone(other.page);
  const before = asking.length;
  gemini.release();
  for (const { cards } of [studio, other])
    for (let at = 0; at < 4; at++) await expect(cards.nth(at)).toHaveAttribute('data-status', 'completed');
  expect(asking.slice(before)).not.toContain(page);

  gemini.hold();
  await studio.choose('Images', '1');
  await studio.send('one more');
  await expect(other.cards).toHaveCount(5);
  await asksAlone(page);
  await page.close();
  await asksAlone(other.page);
  gemini.release();
  await expect(other.cards.first()).toHaveAttribute('data-status', 'completed');
});

test('offline, a quiet line says so; back online, the page catches up by itself', async ({
  page,
  context,
  studio,
  gemini,
  allowError,
}) => {
  allowError(/ERR_INTERNET_DISCONNECTED/);
  gemini.hold();
  await studio.send('a picture in a tunnel');
  await expect(studio.cards).toContainText('Developing');
  const line = page.getByText('Connection lost.');
  await context.setOffline(true);
  await expect(line).toBeVisible();
  gemini.release();
  await context.setOffline(false);
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  await expect(line).toBeHidden();
});

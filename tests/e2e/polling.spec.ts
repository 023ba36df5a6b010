import { expect, type Page, type Request } from '@playwright/test';
import { StudioPage } from '@/tests/support/studio-page';
import { test } from '@/tests/support/studio-test';

const isPoll = (request: Request) => request.url().endsWith('/api/generate-image/polling');

test('one poller: one request at a time for all open ids, and silence when all have ended', async ({
  page,
  studio,
  gemini,
}) => {
  await page.clock.install();
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
  await expect(studio.cards.nth(3)).toContainText('Developing');
  const ids = (await studio.taskIds()).sort();
  // A click asks at once, beside what is under way; from then on it is one at a time.
  await expect.poll(() => open).toBe(0);
  const seen = asked.length;
  most = 0;
  await expect.poll(() => asked.length).toBeGreaterThanOrEqual(seen + 3);
  for (const request of asked.slice(seen)) expect([...request].sort()).toEqual(ids);
  expect(most).toBe(1);

  gemini.release();
  await expect(page.getByRole('link', { name: /^Download all/ })).toHaveCount(2);
  const last = asked.length;
  await page.clock.fastForward('10:00');
  await page.evaluate(() => fetch('/api/health'));
  expect(asked.length).toBe(last);
});

test('two tabs, one poller: the one opened last asks for both, and the other goes on when it is closed', async ({
  page,
  context,
  studio,
  gemini,
}) => {
  const asking: (Page | null)[] = [];
  await context.route('**/api/generate-image/polling', async (route) => {
    asking.push(route.request().frame().page());
    const response = await route.fetch();
    const body = (await response.json()) as { nextPollMs: number | null };
    await route.fulfill({ response, json: { ...body, nextPollMs: body.nextPollMs && 100 } });
  });
  const openTab = async () => {
    const tab = new StudioPage(await context.newPage());
    await tab.open();
    await expect(tab.cards).toHaveCount(4);
    return tab;
  };
  /** From its first request on, three of them, and none of another tab. */
  const asksAlone = async (tab: StudioPage) => {
    const before = asking.length;
    const later = () => asking.slice(before);
    const since = () => later().slice(later().indexOf(tab.page));
    await expect.poll(() => later().includes(tab.page) && since().length).toBeGreaterThanOrEqual(3);
    expect(new Set(since())).toEqual(new Set([tab.page]));
  };

  gemini.hold();
  await studio.choose('Images', '4');
  await studio.send('seen twice');
  await asksAlone(studio);
  const second = await openTab();
  await asksAlone(second);
  await second.page.close();
  await asksAlone(studio);
  const third = await openTab();
  await asksAlone(third);

  const before = asking.length;
  gemini.release();
  for (const tab of [studio, third])
    for (const card of await tab.cards.all()) await expect(card).toHaveAttribute('data-status', 'completed');
  expect(asking.slice(before)).not.toContain(page);
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

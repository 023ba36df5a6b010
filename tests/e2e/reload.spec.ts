import { expect, type Locator } from '@playwright/test';
import { StudioPage } from '@/tests/support/studio-page';
import { test } from '@/tests/support/studio-test';

/** What a card's stopwatch shows, in seconds. */
async function elapsed(card: Locator): Promise<number> {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec((await card.textContent()) ?? '') ?? [];
  return minutes === undefined ? -1 : Number(minutes) * 60 + Number(seconds);
}

test('a reload in the middle loses nothing: the card is in the HTML and counts on from its start', async ({
  page,
  context,
  studio,
  gemini,
  otherBrowser,
}) => {
  gemini.hold();
  await studio.send('a long exposure');
  const card = studio.cards.first();
  await expect(card).toContainText('Developing');
  const [taskId] = await studio.taskIds();
  await expect.poll(() => elapsed(card)).toBeGreaterThanOrEqual(3);

  const html = await (await context.request.get('/image-generator')).text();
  expect(html).toContain(`id="card-${taskId}"`);

  const scriptless = await (await otherBrowser({ javaScriptEnabled: false })).newPage();
  await scriptless.goto('/image-generator');
  const painted = new StudioPage(scriptless).cards.first();
  await expect(painted).toHaveAttribute('data-status', 'processing');
  await expect(painted).toContainText('Developing');
  expect(await elapsed(painted)).toBeGreaterThanOrEqual(3);

  const before = await elapsed(card);
  const readAt = Date.now();
  await page.reload();
  const after = await elapsed(card);
  expect(after).toBeGreaterThanOrEqual(before);
  expect(after).toBeLessThanOrEqual(before + Math.ceil((Date.now() - readAt) / 1000) + 1);
  gemini.release();
  await expect(card).toHaveAttribute('data-status', 'completed');
  await page.reload();
  await expect(card).toHaveAttribute('data-status', 'completed');
});

test('a second browser of the same account sees it on focus, and sees it finish', async ({
  studio,
  gemini,
  otherBrowser,
}) => {
  gemini.hold();
  const second = new StudioPage(await (await otherBrowser()).newPage());
  await second.open();
  await expect(second.cards).toHaveCount(0);

  await studio.send('seen from two desks');
  await expect(studio.cards).toContainText('Developing');
  await second.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(second.cards).toHaveAttribute('data-status', 'processing');
  expect(await second.taskIds()).toEqual(await studio.taskIds());
  await expect(second.batch('seen from two desks')).toContainText('Nano Banana 2.1');

  gemini.release();
  await expect(second.cards).toHaveAttribute('data-status', 'completed');
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
});

test('a second browser in use sees by itself what has come and gone elsewhere', async ({
  studio,
  otherBrowser,
}) => {
  const second = new StudioPage(await (await otherBrowser()).newPage());
  await second.page.clock.install();
  await second.open();
  await expect(second.cards).toHaveCount(0);
  await studio.send('made while nobody looked');
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  await second.page.clock.fastForward('00:30');
  await expect(second.cards).toHaveAttribute('data-status', 'completed');
  expect(await second.taskIds()).toEqual(await studio.taskIds());
});

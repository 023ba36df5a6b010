import { expect, type Route } from '@playwright/test';
import { test } from '@/tests/support/studio-test';

const GENERATE = '**/api/generate-image';

test('the cards are in the page in the frame of the click, before the request has an answer', async ({
  page,
  studio,
  gemini,
}) => {
  gemini.hold();
  const posts: Route[] = [];
  await page.route(GENERATE, (route) => {
    posts.push(route);
  });
  await studio.choose('Images', '4');
  await studio.prompt.fill('an orchard in frost');
  const frame = await page.evaluateHandle(() => ({
    cards: new Promise<number>((resolve) => {
      const count = () => resolve(document.querySelectorAll('li[data-status="processing"]').length);
      document.addEventListener('click', () => requestAnimationFrame(count), { capture: true, once: true });
    }),
  }));
  await studio.generate.click();
  expect(await frame.evaluate(({ cards }) => cards)).toBe(4);
  await expect(studio.cards.first()).toContainText('Starting');
  // Typing replaces what was sent.
  await expect(studio.prompt).toBeFocused();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('an orchard in frost');

  await expect.poll(() => posts.length).toBe(1);
  const sent = posts[0]?.request().postDataJSON() as { taskIds: string[] };
  expect(await studio.taskIds()).toEqual(sent.taskIds);
  await posts[0]?.continue();
  await expect(studio.cards.first()).toContainText('Developing');
  expect(await studio.taskIds()).toEqual(sent.taskIds);
  await expect(studio.credits).toHaveText('84 credits');
});

test('too few credits: the cards go, the sentence says why, the prompt stays, and more can be had', async ({
  page,
  studio,
  gemini,
  allowError,
}) => {
  allowError(/status of 402/);
  gemini.hold();
  await studio.choose('Model', /^Gemini 3 Pro/);
  await studio.choose('Size', /^4K/);
  await studio.choose('Images', '4');
  await studio.send('a castle');
  await expect(studio.credits).toHaveText('44 credits');
  await studio.send('another castle');
  const notice = page.getByRole('form').getByRole('alert');
  await expect(notice).toContainText('This costs 56 credits and you have 44.');
  await expect(studio.cards).toHaveCount(4);
  await expect(studio.prompt).toHaveValue('another castle');

  await notice.getByRole('button', { name: 'Get 100 more' }).click();
  await expect(studio.credits).toHaveText('144 credits');
  await studio.generate.click();
  await expect(notice).toBeHidden();
  await expect(studio.cards).toHaveCount(8);
  await expect(studio.credits).toHaveText('88 credits');
});

test('too many in a minute: the sentence says how long to wait', async ({ page, studio, allowError }) => {
  allowError(/status of 429/);
  await page.route(GENERATE, (route) =>
    route.fulfill({
      status: 429,
      headers: { 'retry-after': '23' },
      json: { error: { code: 'rate_limited', message: 'Too many requests.', requestId: 'r' } },
    }),
  );
  await studio.send('one more');
  const notice = page.getByRole('form').getByRole('alert');
  await expect(notice).toContainText('You can send it again in 23 s.');
  await expect(studio.cards).toHaveCount(0);
  await page.unroute(GENERATE);
  await notice.getByRole('button', { name: 'Send again' }).click();
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
});

test('no connection: the card goes, and sending again uses the same ids', async ({
  page,
  studio,
  allowError,
}) => {
  allowError(/ERR_INTERNET_DISCONNECTED/);
  await page.route(GENERATE, (route) => route.abort('internetdisconnected'), { times: 1 });
  const first = page.waitForRequest(GENERATE);
  await studio.send('a message in a bottle');
  const ids = (await first).postDataJSON() as { taskIds: string[] };
  const notice = page.getByRole('form').getByRole('alert');
  await expect(notice).toContainText('You seem to be offline.');
  await expect(studio.cards).toHaveCount(0);

  const second = page.waitForRequest(GENERATE);
  await notice.getByRole('button', { name: 'Send again' }).click();
  expect((await second).postDataJSON()).toEqual(ids);
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  expect(await studio.taskIds()).toEqual(ids.taskIds);
  await expect(studio.credits).toHaveText('96 credits');
});

test('only the answer lost: the card comes back by itself, nothing is charged twice', async ({
  page,
  studio,
  gemini,
  allowError,
}) => {
  allowError(/ERR_FAILED/);
  gemini.hold();
  await page.route(GENERATE, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await studio.send('a letter that arrived');
  await expect(studio.cards).toContainText('Developing');
  await expect(page.getByRole('form').getByRole('alert')).toBeHidden();
  await expect(studio.credits).toHaveText('96 credits');
});

test('a double click sends once', async ({ studio }) => {
  await studio.prompt.fill('twins');
  await studio.generate.dblclick();
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  await expect(studio.credits).toHaveText('96 credits');
});

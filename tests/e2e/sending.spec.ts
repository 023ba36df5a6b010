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
  await expect(studio.credits).toHaveText('84 credits');
  await posts[0]?.continue();
  await expect(studio.cards.first()).toContainText('Developing');
  expect(await studio.taskIds()).toEqual(sent.taskIds);
  await expect(studio.credits).toHaveText('84 credits');
});

test('too few credits: a card in its place says why, the prompt stays, and more of them send it', async ({
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
  const refused = studio.batch('another castle');
  await expect(refused.getByRole('alert')).toContainText('This costs 56 credits and you have 44.');
  await expect(studio.cards).toHaveCount(4);
  await expect(studio.prompt).toHaveValue('another castle');
  await expect(studio.credits).toHaveText('44 credits');

  await refused.getByRole('button', { name: 'Get 100 more' }).click();
  await expect(studio.cards).toHaveCount(8);
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  await expect(studio.credits).toHaveText('88 credits');
});

test('too many in a minute: it waits in its place, counts down, and goes when a person says', async ({
  page,
  studio,
  allowError,
}) => {
  allowError(/status of 429/);
  await page.route(GENERATE, (route) =>
    route.fulfill({
      status: 429,
      headers: { 'retry-after': '50' },
      json: { error: { code: 'rate_limited', message: 'Too many requests.', requestId: 'r' } },
    }),
  );
  await studio.send('one more');
  const waiting = studio.batch('one more');
  await expect(waiting.getByRole('status')).toContainText('That was a lot in one minute.');
  const seconds = async () => Number(/In (\d+) s\./.exec((await waiting.textContent()) ?? '')?.[1]);
  const first = await seconds();
  expect(first).toBeGreaterThan(0);
  expect(first).toBeLessThanOrEqual(50);
  await expect.poll(seconds).toBeLessThan(first);
  await expect(studio.cards).toHaveCount(0);
  await expect(studio.credits).toHaveText('100 credits');
  await page.unroute(GENERATE);
  await waiting.getByRole('button', { name: 'Send now' }).click();
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
});

test('no connection: it waits in its place, over a reload too, and goes by itself under the same ids', async ({
  page,
  studio,
  allowError,
}) => {
  allowError(/ERR_INTERNET_DISCONNECTED/);
  await page.route(GENERATE, (route) => route.abort('internetdisconnected'));
  const first = page.waitForRequest(GENERATE);
  await studio.send('a message in a bottle');
  const ids = (await first).postDataJSON() as { taskIds: string[] };
  await expect(studio.batch('a message in a bottle')).toContainText(
    'goes by itself when the connection is back',
  );
  await expect(studio.cards).toHaveCount(0);

  await page.unroute(GENERATE);
  const second = page.waitForRequest(GENERATE);
  await page.reload();
  expect((await second).postDataJSON()).toEqual(ids);
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  expect(await studio.taskIds()).toEqual(ids.taskIds);
  await expect(studio.credits).toHaveText('96 credits');
});

test('what was refused is edited: its words and settings come back, and its card goes', async ({
  page,
  studio,
  allowError,
}) => {
  allowError(/status of 400/);
  await page.route(GENERATE, (route) =>
    route.fulfill({
      status: 400,
      json: { error: { code: 'invalid_request', message: 'No.', details: {}, requestId: 'r' } },
    }),
  );
  await studio.choose('Aspect ratio', /^16:9/);
  await studio.send('a pier');
  await studio.choose('Aspect ratio', /^1:1/);
  await studio.prompt.fill('something else');
  await studio.batch('a pier').getByRole('button', { name: 'Edit' }).click();
  await expect(studio.prompt).toHaveValue('a pier');
  await expect(page.getByRole('combobox', { name: 'Aspect ratio' })).toContainText('16:9');
  await expect(studio.prompt).toBeFocused();
  await expect(page.getByRole('article')).toHaveCount(0);
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
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(studio.credits).toHaveText('96 credits');
});

test('a double click sends once', async ({ studio }) => {
  await studio.prompt.fill('twins');
  await studio.generate.dblclick();
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  await expect(studio.credits).toHaveText('96 credits');
});

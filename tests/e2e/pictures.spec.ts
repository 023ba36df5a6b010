import { expect } from '@playwright/test';
import { ended, generate, until } from '@/tests/support/follow';
import { test } from '@/tests/support/studio-test';

test('the lightbox is used by keyboard: arrows, D, R, Escape', async ({ page, studio }) => {
  await studio.choose('Aspect ratio', '3:2');
  await studio.choose('Images', '3');
  await studio.send('three prints');
  await expect(page.getByRole('link', { name: /^Download all/ })).toBeVisible();

  const first = page.getByRole('button', { name: 'Open picture 1: three prints' });
  await first.press('Enter');
  const lightbox = page.getByRole('dialog', { name: 'Picture' });
  await expect(lightbox).toContainText('1 of 3');
  await expect(lightbox).toContainText('3:2 · 1K');
  const shown = lightbox.getByRole('img', { name: 'three prints' });
  const [firstId, secondId] = await studio.taskIds();
  await expect(shown).toHaveAttribute('src', `/api/images/${firstId}`);
  await page.keyboard.press('ArrowRight');
  await expect(shown).toHaveAttribute('src', `/api/images/${secondId}`);
  await expect(shown).not.toHaveJSProperty('naturalWidth', 0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(lightbox).toContainText('3 of 3');
  await page.keyboard.press('ArrowLeft');
  await expect(lightbox).toContainText('2 of 3');

  const download = page.waitForEvent('download');
  await page.keyboard.press('d');
  expect((await download).suggestedFilename()).toMatch(/\.png$/);

  await page.keyboard.press('Escape');
  await expect(lightbox).toBeHidden();
  await expect(first).toBeFocused();

  await studio.prompt.fill('something else');
  await first.press('Enter');
  await expect(lightbox).toBeVisible();
  await page.keyboard.press('r');
  await expect(lightbox).toBeHidden();
  await expect(studio.prompt).toBeFocused();
  await expect(studio.prompt).toHaveValue('three prints');
});

test('in the lightbox the thumbnail has the place of the original until that has come', async ({
  page,
  studio,
}) => {
  await studio.choose('Aspect ratio', '9:16');
  await studio.send('a slow line');
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  const arrival = Promise.withResolvers<void>();
  await page.route(/\/api\/images\/[0-9a-f-]+\?variant=preview$/, async (route) => {
    await arrival.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: /^Open/ }).click();
  const picture = page.getByRole('dialog').getByRole('img', { name: 'a slow line' });
  const thumb = page.getByRole('dialog').locator('img[src$="variant=thumb"]');
  await expect(thumb).not.toHaveJSProperty('naturalWidth', 0);
  expect(await thumb.boundingBox()).toEqual(await picture.boundingBox());
  await expect.poll(async () => (await picture.boundingBox())?.height).toBeGreaterThan(500);
  const before = await picture.evaluate(({ offsetWidth, offsetHeight }: HTMLElement) => [
    offsetWidth,
    offsetHeight,
  ]);
  expect(await picture.evaluate((image: HTMLImageElement) => image.complete)).toBe(false);
  arrival.resolve();
  await expect(picture).not.toHaveJSProperty('naturalWidth', 0);
  expect(
    await picture.evaluate(({ offsetWidth, offsetHeight }: HTMLElement) => [offsetWidth, offsetHeight]),
  ).toEqual(before);
});

test('a deleted picture comes back with undo, and stays away without', async ({ page, studio }) => {
  await studio.choose('Images', '2');
  await studio.send('a pair');
  await expect(page.getByRole('link', { name: /^Download all/ })).toBeVisible();
  const [kept, deleted] = await studio.taskIds();
  async function remove() {
    await studio.cards.last().hover();
    await studio.cards.last().getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
  }

  await remove();
  await expect(studio.cards).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(studio.cards).toHaveCount(2);
  await page.reload();
  expect(await studio.taskIds()).toEqual([kept, deleted]);

  await studio.ready();
  const gone = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await remove();
  expect((await gone).status()).toBe(204);
  await page.reload();
  expect(await studio.taskIds()).toEqual([kept]);
});

test('reuse brings prompt and settings back, and settings survive a reload', async ({ page, studio }) => {
  const chip = (name: string) => page.getByRole('combobox', { name });
  await studio.choose('Model', /^Gemini 3 Pro/);
  await studio.choose('Aspect ratio', '16:9');
  await studio.choose('Size', /^2K/);
  await studio.choose('Images', '2');
  await page.getByRole('button', { name: 'Exclude' }).click();
  await page.getByRole('textbox', { name: 'What should not be in it' }).fill('people');
  await page.keyboard.press('Escape');
  await expect(studio.generate).toHaveText(/16 credits/);
  await studio.send('an empty square');
  await expect(studio.cards.first()).toHaveAttribute('data-status', 'completed');
  await expect(studio.cards.last()).toHaveAttribute('data-status', 'completed');

  await studio.choose('Model', /^Nano Banana/);
  await studio.choose('Size', /^1K/);
  await studio.choose('Images', '1');
  await page.getByRole('button', { name: /^Reuse the prompt and settings/ }).click();
  await expect(studio.prompt).toHaveValue('an empty square');
  await page.reload();
  await studio.ready();
  await expect(chip('Model')).toHaveText('Gemini 3 Pro Image');
  await expect(chip('Aspect ratio')).toHaveText('16:9');
  await expect(chip('Size')).toContainText('2K');
  await expect(chip('Images')).toContainText('2');
  await expect(page.getByRole('button', { name: 'Exclude' })).toContainText('people');
  await studio.prompt.fill('again');
  await expect(studio.generate).toHaveText(/16 credits/);
});

test('a picture that ends out of view is told by a toast, whose "View" leads to it', async ({
  page,
  account,
  studio,
  gemini,
}) => {
  const newTopicId = crypto.randomUUID();
  for (const prompt of ['one', 'two', 'three']) {
    const { taskIds } = await generate(account, { prompt, count: 4, newTopicId });
    for (const taskId of taskIds) await until(account, taskId, ended);
  }
  await page.goto(`/image-generator/${newTopicId}`);
  await studio.ready();
  gemini.hold();
  await studio.send('far up the page');
  await expect(studio.cards.first()).toContainText('Developing');
  const card = studio.batch('far up the page').getByRole('listitem');
  await studio.cards.last().scrollIntoViewIfNeeded();
  await expect(card).not.toBeInViewport();
  gemini.release();
  const toast = page.getByRole('region', { name: /Notifications/ });
  await expect(toast).toContainText('far up the page is ready');
  await toast.getByRole('button', { name: 'View' }).click();
  await expect(card).toBeInViewport({ ratio: 0.5 });
  await expect(card).toBeFocused();
  await expect(toast.getByRole('button', { name: 'View' })).toBeHidden();
});

test('a hidden tab counts what has come in its title, and forgets it when looked at', async ({
  page,
  studio,
  gemini,
}) => {
  const show = (state: 'hidden' | 'visible') =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  gemini.hold();
  await studio.choose('Images', '2');
  await studio.send('while nobody looks');
  await expect(studio.cards.first()).toContainText('Developing');
  const title = await page.title();
  await show('hidden');
  gemini.release();
  await expect(page).toHaveTitle(`(2) ${title}`);
  await show('visible');
  await expect(page).toHaveTitle(title);
});

test('a picture that is finished while the gallery is open comes in front there', async ({
  page,
  studio,
  gemini,
}) => {
  gemini.hold();
  await studio.choose('Images', '2');
  await studio.send('an early fox');
  await expect(studio.cards.first()).toContainText('Developing');
  await page.getByRole('link', { name: 'Gallery' }).click();
  await expect(page.getByText('Every picture you make hangs here')).toBeVisible();
  gemini.release();
  await expect(page.getByRole('option', { name: /an early fox/ })).toHaveCount(2);
  await expect(page.getByText('Every picture you make hangs here')).toBeHidden();
});

import { expect, type Locator } from '@playwright/test';
import { generate } from '@/tests/support/follow';
import { test } from '@/tests/support/studio-test';
import { watchShifts } from '@/tests/support/watch-shifts';

/** The task whose picture a card or the lightbox shows. */
const shownIn = (place: Locator, prompt: string) =>
  place.getByRole('img', { name: prompt }).evaluate((image: HTMLImageElement) => {
    return new URL(image.src).pathname.split('/').at(-1);
  });

/** Asks for a new version from the card's menu, with the keyboard alone. */
async function askForVersion(card: Locator): Promise<void> {
  await card.getByRole('button', { name: 'More' }).press('Enter');
  const item = card.page().getByRole('menuitem', { name: 'New version · 4 credits' });
  await expect(item).toBeFocused();
  await item.press('Enter');
}

test('versions by keyboard alone: made, gone between, compared; nothing moves', async ({
  page,
  studio,
  gemini,
}) => {
  await studio.send('a house by the sea');
  const card = studio.cards.first();
  await expect(card).toHaveAttribute('data-status', 'completed');
  const [first] = await studio.taskIds();
  await expect(card.getByRole('img')).toHaveJSProperty('complete', true);
  const shifted = await watchShifts(page);

  gemini.hold();
  await askForVersion(card);
  await expect(card).toContainText('New version developing');
  await expect(page.getByText('1 of 1 ready')).toBeVisible();
  await expect(card.getByRole('button', { name: /^Cancel/ })).toBeVisible();
  expect(await shownIn(card, 'a house by the sea')).toBe(first);
  gemini.release();
  await expect(card).toContainText('Version 2 of 2');
  await expect(studio.credits).toHaveText('92 credits');
  const [second] = await studio.taskIds();
  expect(second).not.toBe(first);
  expect(await shownIn(card, 'a house by the sea')).toBe(second);

  await card.getByRole('button', { name: /^Open/ }).focus();
  await page.keyboard.press('[');
  await expect(card).toContainText('Version 1 of 2');
  expect(await shownIn(card, 'a house by the sea')).toBe(first);
  await page.keyboard.press(']');
  await expect(card).toContainText('Version 2 of 2');

  expect(await shifted()).toEqual([]);
  const shiftedUnasked = await watchShifts(page, { unasked: true });
  await page.keyboard.press('Enter');
  const lightbox = page.getByRole('dialog', { name: 'Picture' });
  await expect(lightbox).toContainText('Version 2 of 2');
  await page.keyboard.press('ArrowUp');
  await expect(lightbox).toContainText('Version 1 of 2');
  expect(await shownIn(lightbox, 'a house by the sea')).toBe(first);
  await page.keyboard.press('c');
  const line = lightbox.getByRole('slider', { name: 'Line between the two pictures' });
  await expect(line).toBeFocused();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowRight');
  await expect(line).toHaveAttribute('aria-valuetext', '61 % Version 1, the rest Version 2');
  await expect(lightbox.getByRole('img', { name: 'Version 1' }).locator('..')).toHaveCSS(
    'clip-path',
    'inset(0px 39% 0px 0px)',
  );
  await page.keyboard.press('s');
  const pair = lightbox.getByRole('region', { name: 'Side by side' }).getByRole('img');
  await expect(pair).toHaveCount(2);
  for (const picture of await pair.all()) await expect(picture).not.toHaveJSProperty('naturalWidth', 0);
  await page.keyboard.press('Escape');
  await expect(lightbox.getByRole('img', { name: 'a house by the sea' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card.getByRole('button', { name: /^Open/ })).toBeFocused();
  expect(await shiftedUnasked()).toEqual([]);
});

test('a new version that fails or is canceled keeps the old picture, and goes away alone', async ({
  page,
  studio,
  gemini,
}) => {
  await studio.send('a lamp');
  const card = studio.cards.first();
  await expect(card).toHaveAttribute('data-status', 'completed');
  const [first] = await studio.taskIds();
  const shifted = await watchShifts(page);
  gemini.setBehaviour('safety');
  await askForVersion(card);
  await expect(card).toContainText('New version: The model declined this one');
  await expect(card).toContainText('4 credits returned');
  expect(await shownIn(card, 'a lamp')).toBe(first);
  await card.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(card).not.toContainText('declined');

  gemini.setBehaviour('ok');
  gemini.hold();
  await askForVersion(card);
  const canceled = page.waitForResponse((response) => response.url().endsWith('/cancel'));
  await card.getByRole('button', { name: /^Cancel/ }).press('Enter');
  await expect(card).toContainText('New version canceled');
  await canceled;
  gemini.release();
  const gone = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await card.getByRole('button', { name: 'Dismiss' }).press('Enter');
  expect((await gone).status()).toBe(204);
  expect(await shifted()).toEqual([]);
  await page.reload();
  await expect(card).toHaveAttribute('data-status', 'completed');
  expect(await studio.taskIds()).toEqual([first]);
  await expect(studio.credits).toHaveText('96 credits');
});

test('a favourite and a picture’s references survive a reload; an edit leads to what it was made from', async ({
  page,
  account,
  studio,
}) => {
  await studio.send('a red door');
  await expect(studio.cards.first()).toHaveAttribute('data-status', 'completed');
  const [parentId = ''] = await studio.taskIds();
  await generate(account, { prompt: 'the door, open', parentId, referenceIds: [parentId] });
  const edit = studio.batch('the door, open').getByRole('listitem');
  await page.goto('/image-generator/all');
  await expect(edit).toHaveAttribute('data-status', 'completed');

  const heart = studio.batch('a red door').getByRole('button', { name: 'Favourite' });
  const saved = page.waitForResponse((response) => response.request().method() === 'PATCH');
  await heart.press('Enter');
  await expect(heart).toHaveAttribute('aria-pressed', 'true');
  expect((await saved).status()).toBe(200);
  await page.reload();
  await expect(heart).toHaveAttribute('aria-pressed', 'true');
  await expect(heart).toBeVisible();

  await expect(edit.getByRole('img', { name: 'Made after 1 reference' })).toBeVisible();
  await edit.getByRole('button', { name: /^Open/ }).press('Enter');
  const lightbox = page.getByRole('dialog', { name: 'Picture' });
  await lightbox.getByRole('button', { name: 'a red door' }).press('Enter');
  expect(await shownIn(lightbox, 'a red door')).toBe(parentId);
  await expect(lightbox.getByRole('button', { name: 'Favourite' })).toHaveAttribute('aria-pressed', 'true');
  await lightbox.getByRole('button', { name: 'Back' }).press('Enter');
  await expect(lightbox.getByRole('img', { name: 'the door, open' })).toBeVisible();
});

test.describe('at 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('versions are gone between by finger', async ({ studio, account, page, gemini }) => {
    await generate(account, { prompt: 'four small ones', aspectRatio: '16:9', count: 4 });
    await page.reload();
    const card = studio.cards.first();
    await expect(studio.cards.last()).toHaveAttribute('data-status', 'completed');
    await card.scrollIntoViewIfNeeded();
    await card.getByRole('button', { name: 'More' }).tap();
    gemini.hold();
    await page.getByRole('menuitem', { name: /^New version/ }).tap();
    const cancel = card.getByRole('button', { name: /^Cancel/ });
    await expect(cancel).toBeVisible();
    const finger = async (button: Locator) => {
      const box = await button.boundingBox();
      expect(Math.round(Math.min(box?.width ?? 0, box?.height ?? 0))).toBeGreaterThanOrEqual(44);
    };
    await finger(cancel);
    gemini.release();
    await expect(card).toContainText('Version 2 of 2');
    for (const name of ['Previous version', 'Next version', 'Favourite', 'More']) {
      await finger(card.getByRole('button', { name }));
    }
    await card.getByRole('button', { name: 'Previous version' }).tap();
    await expect(card).toContainText('Version 1 of 2');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

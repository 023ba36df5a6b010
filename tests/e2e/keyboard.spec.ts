import { expect, type Page } from '@playwright/test';
import { test } from '@/tests/support/studio-test';

/** The name of what has the focus, which must be seen to have it. */
async function focused(page: Page): Promise<string> {
  const { name, visible } = await page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', visible: false };
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    // The prompt's frame lights up in its place.
    const framed = element instanceof HTMLTextAreaElement && element.matches(':focus-visible');
    return {
      name: element.getAttribute('aria-label') ?? element.textContent,
      visible: framed || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2),
    };
  });
  expect(visible, `the focus on “${name}” can be seen`).toBe(true);
  return name;
}

/** Goes on with Tab until something of this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 40) {
    await page.keyboard.press('Tab');
    const reached = await focused(page);
    if (name.test(reached)) return;
    passed.push(reached);
  }
  throw new Error(`Tab does not reach ${name}, only: ${passed.join(', ')}`);
}

test('from the first page to a finished picture and its actions with the keyboard alone', async ({
  page,
  studio,
  gemini,
}) => {
  await page.reload();
  await studio.ready();
  await expect(studio.prompt).toBeFocused();
  await tabTo(page, /^Images$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: '1', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: '2', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Images' })).toContainText('2');

  gemini.hold();
  await page.keyboard.press('Shift+Tab');
  await studio.prompt.focus();
  await page.keyboard.type('made without a mouse');
  await page.keyboard.press('Control+Enter');
  await expect(studio.cards).toHaveCount(2);
  await expect(studio.prompt).toBeFocused();
  await expect(studio.cards.last()).toContainText('Developing');
  // A batch is one Tab stop; Enter goes into a card that has nothing to open.
  await tabTo(page, /^Picture 1 of 2$/);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => focused(page)).toBe('Picture 2 of 2');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toMatch(/^Cancel picture 2/);
  await page.keyboard.press('Enter');
  await expect(studio.cards.last()).toHaveAttribute('data-status', 'canceled');
  gemini.release();
  await expect(studio.cards.first()).toHaveAttribute('data-status', 'completed');

  await expect(studio.cards.last()).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F2');
  expect(await focused(page)).toMatch(/^Open picture 1/);
  await tabTo(page, /^Favourite$/);
  await expect(studio.cards.first().getByRole('button', { name: 'Favourite' })).toBeFocused();
  await expect(studio.cards.first().getByRole('button', { name: 'Favourite' })).toBeInViewport();
  await tabTo(page, /^Download$/);
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  await download;
  await page.keyboard.press('Escape');
  expect(await focused(page)).toBe('Picture 1 of 2');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('Try again');
  await page.keyboard.press('Enter');
  await expect(studio.cards.last()).toHaveAttribute('data-status', 'completed');

  await studio.prompt.focus();
  await tabTo(page, /^Picture 2 of 2$/);
  await page.keyboard.press('Enter');
  const lightbox = page.getByRole('dialog', { name: 'Picture' });
  await expect(lightbox).toContainText('2 of 2');
  const inside = () => lightbox.evaluate((dialog) => dialog.contains(document.activeElement));
  await expect.poll(inside).toBe(true);
  for (let press = 0; press < 8; press++) {
    await page.keyboard.press('Tab');
    // At the end a guard has the focus for a moment, and hands it on to the other end.
    await expect.poll(inside).toBe(true);
    await focused(page);
  }
  await page.keyboard.press('Escape');
  await expect(studio.cards.last()).toBeFocused();
});

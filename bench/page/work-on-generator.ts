import { expect, type Locator, type Page } from '@playwright/test';
import { StudioPage } from '@/tests/support/studio-page';

/** How long people are over something before they press it, and how long the button is down. */
const POINT_MS = 150;
const PRESS_MS = 80;

/** Two frames: searching the page for what has come of a press would else be work in the frame that is measured. */
function nextFrames(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}

async function press(target: Locator): Promise<void> {
  const page = target.page();
  await target.hover();
  await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), POINT_MS);
  await page.mouse.down();
  await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), PRESS_MS);
  await page.mouse.up();
  await nextFrames(page);
}

async function pressKey(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key, { delay: PRESS_MS });
  await nextFrames(page);
}

async function choose(page: Page, chip: string, option: string): Promise<void> {
  await press(page.getByRole('combobox', { name: chip }));
  await press(page.getByRole('option', { name: option }));
  await expect(page.getByRole('listbox')).toBeHidden();
}

/** What a person does on the generator page in a minute; every step waits for what it brings. */
export async function workOnGenerator(page: Page): Promise<void> {
  const studio = new StudioPage(page);
  await press(studio.prompt);
  await page.keyboard.type('A night train crossing a bridge', { delay: 30 });
  await choose(page, 'Images', '4');
  await choose(page, 'Aspect ratio', '16:9');
  await press(studio.generate);
  const sent = studio.batch('A night train crossing a bridge');
  await expect(sent.getByRole('button', { name: /^Cancel/ })).toHaveCount(4);
  await page.keyboard.type('The same train at noon', { delay: 30 });
  await pressKey(page, 'Control+Enter');
  await expect(studio.batch('The same train at noon')).toContainText('in line');
  await press(sent.getByRole('button', { name: /^Cancel/ }).first());
  await expect(sent.locator('[data-status="canceled"]')).toHaveCount(1);

  const finished = page.locator('li[data-status="completed"]');
  await finished.nth(0).hover();
  await press(finished.nth(0).getByRole('button', { name: 'Favourite' }));
  await expect(finished.nth(0).getByRole('button', { name: 'Favourite', pressed: true })).toBeVisible();
  await finished.nth(1).hover();
  await press(finished.nth(1).getByRole('button', { name: 'More' }));
  await expect(page.getByRole('menu')).toBeVisible();
  await pressKey(page, 'Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await press(finished.nth(1).getByRole('button', { name: /^Open/ }));
  await expect(page.getByRole('dialog')).toBeVisible();
  await pressKey(page, 'ArrowRight');
  await pressKey(page, 'f');
  await pressKey(page, 'Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

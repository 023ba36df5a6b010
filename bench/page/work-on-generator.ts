import { expect, type Page } from '@playwright/test';
import { StudioPage } from '@/tests/support/studio-page';

/** What a person does on the generator page in a minute; every step waits for what it brings. */
export async function workOnGenerator(page: Page): Promise<void> {
  const studio = new StudioPage(page);
  await studio.prompt.click();
  await page.keyboard.type('A night train crossing a bridge', { delay: 30 });
  await studio.choose('Images', '4');
  await studio.choose('Aspect ratio', '16:9');
  await studio.generate.click();
  const sent = studio.batch('A night train crossing a bridge');
  await expect(sent.getByRole('button', { name: /^Cancel/ })).toHaveCount(4);
  await page.keyboard.type('The same train at noon', { delay: 30 });
  await page.keyboard.press('Control+Enter');
  await expect(studio.batch('The same train at noon')).toContainText('in line');
  await sent
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click();
  await expect(sent.locator('[data-status="canceled"]')).toHaveCount(1);

  const finished = page.locator('li[data-status="completed"]');
  await finished.nth(0).hover();
  await finished.nth(0).getByRole('button', { name: 'Favourite' }).click();
  await expect(finished.nth(0).getByRole('button', { name: 'Favourite', pressed: true })).toBeVisible();
  await finished.nth(1).hover();
  await finished.nth(1).getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await finished.nth(1).getByRole('button', { name: /^Open/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('f');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

import { expect } from '@playwright/test';
import ptBR from '@/messages/pt-BR.json' with { type: 'json' };
import { leftovers } from '@/tests/support/leftovers';
import { test } from '@/tests/support/studio-test';

test.describe('in Brazilian Portuguese', () => {
  test.use({ locale: 'pt-BR' });

  test('nothing is left in English, in any state', async ({ studio: { page }, gemini, context }) => {
    expect(await leftovers(page)).toEqual([]);
    await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
    await expect(page.getByRole('heading', { name: ptBR.empty.title })).toBeVisible();
    const prompt = page.getByRole('textbox', { name: ptBR.composer.prompt });
    const cards = page.locator('li[data-status]');
    const create = page.getByRole('button', { name: ptBR.composer.generate }).last();
    for (const marker of ['safety', 'quota_day', 'auth']) {
      await prompt.fill(`uma raposa [[${marker}]]`);
      await create.click();
    }
    await expect(page.locator('li[data-status="failed"]')).toHaveCount(3);
    await expect(cards.filter({ hasText: ptBR.taskErrors.safety_blocked.title })).toContainText('4 créditos');
    gemini.hold();
    await prompt.fill('uma raposa na neve');
    await create.click();
    await expect(cards.first()).toContainText(ptBR.card.developing);
    expect(await leftovers(page)).toEqual([]);
    gemini.release();
    await expect(cards.first()).toHaveAttribute('data-status', 'completed');
    expect(await leftovers(page)).toEqual([]);
    await cards.first().getByRole('button', { name: ptBR.card.more }).press('Enter');
    await expect(page.getByRole('menuitem', { name: ptBR.card.delete })).toBeVisible();
    expect(await leftovers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await cards.first().getByRole('button', { name: 'raposa' }).click();
    await expect(page.getByRole('dialog')).toContainText(ptBR.lightbox.took);
    expect(await leftovers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.getByRole('button', { name: /^Créditos/ }).click();
    await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
    expect(await leftovers(page)).toEqual([]);

    await context.clearCookies();
    for (const path of ['/', '/login', '/api-docs', '/signup']) {
      await page.goto(path);
      expect(await leftovers(page), path).toEqual([]);
    }
    await page.getByRole('button', { name: ptBR.auth.signUp }).click();
    await expect(page.getByText(ptBR.auth.invalidEmail)).toBeVisible();
    expect(await leftovers(page)).toEqual([]);
  });
});

test('the language is switched in the page and remembered', async ({ page, studio }) => {
  await studio.prompt.fill('kept over the switch');
  await page.getByRole('button', { name: 'Language: EN' }).click();
  await page.getByRole('menuitemradio', { name: 'Português (Brasil)' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
  await expect(page.getByRole('textbox', { name: ptBR.composer.prompt })).toHaveValue('kept over the switch');
  await page.reload();
  await expect(page.getByRole('heading', { name: ptBR.empty.title })).toBeVisible();
  expect(await leftovers(page)).toEqual([]);
});

test('the theme follows the system until one is chosen, and is remembered', async ({ page, studio }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveClass(/dark/);
  const dark = await background();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).not.toHaveClass(/dark/);
  expect(await background()).not.toBe(dark);
  await page.getByRole('button', { name: 'Theme' }).click();
  await page.getByRole('menuitemradio', { name: 'Darkroom' }).click();
  await expect(page.locator('html')).toHaveClass(/dark/);
  await page.reload();
  await studio.ready();
  expect(await background()).toBe(dark);
});

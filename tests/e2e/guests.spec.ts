import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { StudioPage } from '@/tests/support/studio-page';
import { test } from '@/tests/support/studio-test';

test.use({ mode: 'demo' });

test('a guest with pictures is told before it signs out what would be lost, becomes an account, and finds everything in another browser', async ({
  page,
  browser,
  app,
  contextOptions,
}) => {
  const email = `${randomUUID()}@example.com`;
  const password = 'correct horse battery';
  await page.goto('/');
  await page.getByRole('button', { name: 'Try it without an account' }).click();
  await page.waitForURL('**/image-generator');
  const studio = new StudioPage(page);
  await studio.ready();
  await page.getByRole('button', { name: /^Dunes at blue hour/ }).click();
  await studio.generate.click();
  await expect(studio.cards).toHaveCount(2);
  for (const card of await studio.cards.all()) await expect(card).toHaveAttribute('data-status', 'completed');
  const pictures = await studio.taskIds();
  await studio.prompt.fill('not sent yet');

  const menu = page.getByRole('button', { name: 'Account: Guest' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign out as a guest?' });
  await expect(dialog).toContainText('Signing out loses 2 pictures and 92 credits for good.');
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();

  await menu.press('Enter');
  await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter');
  await dialog.getByRole('link', { name: 'Create an account' }).click();
  await expect(page.getByText('2 pictures and 92 credits stay yours')).toBeVisible();
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('textbox', { name: 'Password' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();

  await expect(page.getByText(`Sign in as ${email} wherever you like.`)).toBeFocused();
  await expect(page.getByRole('button', { name: `Account: ${email}` })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Keep your pictures' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Generate' }).click();
  await expect(studio.prompt).toHaveValue('not sent yet');
  await expect.poll(() => studio.taskIds()).toEqual(pictures);

  const elsewhere = await browser.newContext({ ...contextOptions, baseURL: app.url });
  const other = new StudioPage(await elsewhere.newPage());
  await other.page.goto('/login');
  await other.page.getByRole('textbox', { name: 'Email' }).fill(email);
  await other.page.getByRole('textbox', { name: 'Password' }).fill(password);
  await other.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await other.page.waitForURL(/\/image-generator/);
  await expect(other.credits).toHaveText('92 credits');
  await other.page.goto('/image-generator/all');
  await expect.poll(() => other.taskIds()).toEqual(pictures);
  await other.credits.click();
  await expect(other.page.getByRole('dialog').getByRole('listitem')).toHaveText([/-4/, /-4/, /\+100/]);
  await elsewhere.close();
});

import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { StudioPage } from '@/tests/support/studio-page';
import { test } from '@/tests/support/studio-test';

test.use({ mode: 'demo' });

test('a new visitor has a picture without an account, a key or a service', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Try it without an account' }).click();
  await page.waitForURL('**/image-generator');
  const studio = new StudioPage(page);
  await studio.ready();
  await expect(studio.credits).toHaveText('100 credits');
  await expect(page.getByRole('button', { name: 'These are demo pictures' })).toBeVisible();

  await page.getByRole('button', { name: /^Dunes at blue hour/ }).click();
  await expect(studio.prompt).toHaveValue(/^Dunes at blue hour/);
  await expect(studio.prompt).toBeFocused();
  await expect(studio.generate).toHaveText(/8 credits/);
  await studio.generate.click();

  await expect(
    page.getByText('2 of 2 ready').or(page.getByRole('link', { name: /^Download all/ })),
  ).toBeVisible();
  await expect(studio.cards).toHaveCount(2);
  for (const card of await studio.cards.all()) {
    await expect(card).toHaveAttribute('data-status', 'completed');
    const picture = card.getByRole('img', { name: /^Dunes at blue hour/ });
    await expect(picture).toHaveJSProperty('complete', true);
    await expect(picture).not.toHaveJSProperty('naturalWidth', 0);
  }
  await expect(studio.credits).toHaveText('92 credits');

  await page.getByRole('button', { name: 'These are demo pictures' }).click();
  await expect(page.getByRole('dialog')).toContainText('GEMINI_API_KEY');
});

test('sign-up, sign-out and sign-in by form, with every fault in words', async ({ page }) => {
  const email = `${randomUUID()}@example.com`;
  const field = (name: string) => page.getByRole('textbox', { name });
  const send = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const alert = page.getByRole('main').getByRole('alert');

  await page.goto('/image-generator');
  await expect(page).toHaveURL('/login?next=%2Fimage-generator');
  await page.getByRole('link', { name: 'Create one' }).click();
  await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible();

  await field('Email').fill('ana');
  await field('Password').fill('short');
  await send('Create account');
  await expect(field('Email')).toHaveAccessibleDescription(/Enter an email address/);
  await expect(field('Email')).toBeFocused();
  await expect(field('Password')).toHaveAccessibleDescription('Use at least 8 characters.');
  await expect(field('Password')).toHaveValue('short');

  await field('Email').fill(email);
  await field('Password').fill('correct horse battery');
  await send('Create account');
  await page.waitForURL('/image-generator');

  await page.getByRole('button', { name: `Account: ${email}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Try it without an account' })).toBeVisible();

  await page.getByRole('link', { name: 'Create account' }).click();
  await field('Email').fill(email);
  await field('Password').fill('correct horse battery');
  await send('Create account');
  await expect(alert).toHaveText(
    'No account was made. If you have one with this email already, sign in instead.',
  );

  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await field('Email').fill(email);
  await send('Sign in');
  await expect(field('Password')).toHaveAccessibleDescription('Enter your password.');
  await field('Password').fill('wrong horse battery');
  await send('Sign in');
  await expect(alert).toContainText("Email and password don't match.");
  await field('Password').fill('correct horse battery');
  await send('Sign in');
  await page.waitForURL('/image-generator');
  await expect(page.getByRole('heading', { name: 'Nothing in the tray yet' })).toBeVisible();
});

test('more credits are one click away on a local installation, and the history says where they went', async ({
  page,
  studio,
}) => {
  await studio.credits.click();
  await page.getByRole('button', { name: 'Get 100 more' }).click();
  await expect(studio.credits).toHaveText('200 credits');
  await expect(page.getByRole('dialog').getByRole('listitem')).toContainText(['+100', '+100']);
});

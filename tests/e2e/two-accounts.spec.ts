import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import sharp from 'sharp';
import { type Account, signUp, type TestApp } from '@/tests/support/app';
import { balance, ended, generate, until } from '@/tests/support/follow';
import { pasteFile } from '@/tests/support/paste-file';
import { sessionCookies } from '@/tests/support/session-cookies';
import { StudioPage } from '@/tests/support/studio-page';
import { test } from '@/tests/support/studio-test';

const line = (page: Page) => page.getByRole('status').filter({ hasText: 'You are signed in as' });

/** Signs the whole browser in as somebody else, as another tab would. */
async function signInElsewhere(page: Page, app: TestApp, account: Account): Promise<void> {
  await page.context().clearCookies();
  await page.context().addCookies(await sessionCookies(app, account));
}

/** What another account would lose or gain by what is done in its name. */
async function holdings(app: TestApp, account: Account) {
  const uploads = await app.admin().from('uploads').select('id').eq('user_id', account.id);
  const { tasks } = (await (await account.api('GET', '/api/gallery')).json()) as { tasks: unknown[] };
  return { balance: await balance(account), uploads: uploads.data?.length, pictures: tasks.length };
}

test('a tab of one account in a browser that is signed in as another says so, does nothing there and keeps what was typed', async ({
  page,
  app,
  account,
  studio,
  gemini,
  allowError,
}) => {
  allowError(/409 \(Conflict\)/);
  gemini.setBehaviour('ok');
  const other = await signUp(app);
  const { taskIds } = await generate(other, { prompt: 'a picture of somebody else' });
  for (const taskId of taskIds) await until(other, taskId, ended);
  const before = await holdings(app, other);

  await studio.prompt.fill('typed by the first');
  await signInElsewhere(page, app, other);

  await studio.generate.click();
  await expect(line(page)).toContainText(`You are signed in as ${other.email} now.`);
  await expect(studio.prompt).toHaveValue('typed by the first');
  const buffer = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  await pasteFile(page, { name: 'red.png', mimeType: 'image/png', buffer });
  await expect(page.getByText(/“red\.png” wasn't uploaded|red\.png/).first()).toBeVisible();

  await page.getByRole('link', { name: 'Gallery' }).click();
  await studio.credits.click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(line(page).getByRole('button', { name: 'Reload' })).toBeVisible();
  await expect(page).toHaveURL(/\/image-generator/);
  await expect(page.getByText('a picture of somebody else')).toHaveCount(0);
  expect(await holdings(app, other)).toEqual(before);
  expect(await holdings(app, account)).toMatchObject({ uploads: 0, pictures: 0 });
  expect((await page.context().request.get('/api/credits')).status()).toBe(200);

  await line(page).getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('button', { name: `Account: ${other.email}` })).toBeVisible();
  await expect(studio.prompt).toHaveValue('typed by the first');
  await expect(page.getByRole('listitem', { name: /^Picture/ })).toHaveCount(1);
  await expect(line(page)).toHaveCount(0);
});

test('it stops asking, and goes on where it was when its account is back', async ({
  page,
  app,
  account,
  studio,
  gemini,
  allowError,
}) => {
  // Between two accounts there is a moment without any.
  allowError(/409 \(Conflict\)|401 \(Unauthorized\)/);
  gemini.hold();
  await studio.send('still developing');
  await expect(studio.cards).toContainText('Developing');
  const other = await signUp(app);
  await signInElsewhere(page, app, other);
  await page.clock.install();
  let asked = 0;
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(line(page)).toBeVisible();
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked += 1;
  });
  await page.clock.fastForward('10:00');
  expect(asked).toBe(0);

  await page.getByRole('link', { name: 'Gallery' }).click();
  await signInElsewhere(page, app, account);
  gemini.release();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(line(page)).toHaveCount(0);
  await expect(page).toHaveURL('/gallery');
  await page.goBack();
  await expect(new StudioPage(page).cards).toHaveAttribute('data-status', 'completed');
});

test('who signs in after somebody in the same tab sees nothing of them', async ({
  page,
  app,
  account,
  studio,
}) => {
  const other = await signUp(app);
  await generate(other, { prompt: 'costs four' });
  const left = await balance(other);
  await account.api('POST', '/api/topics', { title: 'Secret of the first' });
  await page.reload();
  await expect(page.getByRole('link', { name: /Secret of the first/ })).toBeVisible();
  await studio.prompt.fill('not sent by the first');
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('textbox', { name: 'Email' }).fill(other.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(other.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(/\/image-generator/);
  await expect(studio.credits).toHaveText(`${left} credits`);
  await expect(studio.prompt).toHaveValue('');
  await expect(page.getByText('Secret of the first')).toHaveCount(0);
});

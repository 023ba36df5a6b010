import { expect } from '@playwright/test';
import sharp from 'sharp';
import { startApp } from '@/tests/support/app';
import { networkAddress, startForwarder } from '@/tests/support/forwarder';
import { freePort } from '@/tests/support/free-port';
import { pasteFile } from '@/tests/support/paste-file';
import { StudioPage } from '@/tests/support/studio-page';
import { test as studioTest } from '@/tests/support/studio-test';

/** The app of this test is its own: that of the others is not started for it. */
const test = studioTest.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
  baseURL: async ({}, use) => use(undefined),
});

const address = networkAddress();

test('over plain HTTP from another machine: a guest makes a picture with references, copies, marks, saves and signs out', async ({
  page,
  allowError,
}) => {
  test.skip(address === undefined, 'this machine has no address but its own');
  test.slow();
  // Chromium heeds them on https and on the machine itself only, and says so.
  allowError(/Cross-Origin-Opener-Policy|Clear-Site-Data/);
  const port = await freePort();
  const forwarder = await startForwarder(address ?? '', port);
  const app = await startApp({ SIGNUP_CREDITS: '100', PORT: String(port), APP_URL: forwarder.url });
  try {
    await page.goto(forwarder.url);
    expect(await page.evaluate(() => [isSecureContext, 'randomUUID' in crypto])).toEqual([false, false]);

    await page.getByRole('button', { name: 'Try it without an account' }).click();
    await page.waitForURL('**/image-generator');
    const studio = new StudioPage(page);
    await studio.ready();
    for (const background of ['red', 'green']) {
      const picture = sharp({ create: { width: 64, height: 48, channels: 3, background } });
      const buffer = await picture.png().toBuffer();
      await pasteFile(page, { name: `${background}.png`, mimeType: 'image/png', buffer });
      await expect(page.getByRole('button', { name: new RegExp(`${background}\\.png$`) })).toBeVisible();
    }
    await studio.send('a picture for the next room');
    await expect(studio.cards).toHaveAttribute('data-status', 'completed');
    await expect(studio.credits).toHaveText('96 credits');
    await expect(page.getByRole('button', { name: 'Tell me when' })).toHaveCount(0);

    await page.getByRole('button', { name: /^Open/ }).first().press('Enter');
    await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
    await page.keyboard.press('f');
    await expect(page.getByRole('button', { name: /favourite/i, pressed: true }).first()).toBeVisible();
    const download = page.waitForEvent('download');
    await page.keyboard.press('d');
    expect((await download).suggestedFilename()).toMatch(/\.(png|jpg|webp)$/);
    await page.keyboard.press('Escape');

    await page.goto(`${forwarder.url}/api-docs`);
    await page.getByRole('button', { name: 'Copy the example' }).first().click();
    await expect(page.getByText('Copied')).toBeVisible();
    await page.goto(`${forwarder.url}/image-generator`);
    await studio.ready();
    await studio.prompt.focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(studio.prompt).toHaveValue(/^curl /);

    await page.goto(`${forwarder.url}/gallery`);
    await page.getByRole('option').first().focus();
    await page.keyboard.press('Space');
    const zip = page.waitForEvent('download');
    await page.getByRole('button', { name: /^Download/ }).click();
    expect((await zip).suggestedFilename()).toMatch(/\.zip$/);

    await page.getByRole('button', { name: /^Account:/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign out and lose them' }).click();
    await expect(page.getByRole('button', { name: 'Try it without an account' })).toBeVisible();
  } finally {
    await page.goto('about:blank');
    await forwarder.close();
    await app.close();
  }
});

import { expect } from '@playwright/test';
import { expectClean } from '@/tests/support/expect-clean';
import { test } from '@/tests/support/studio-test';

// Colours are measured at rest, not in the middle of a fade.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test("axe finds nothing on the API's page", async ({ page }) => {
  await page.goto('/api-docs');
  // All operations are made of the same parts: together they would take axe half a minute.
  await expectClean(page, '/api-docs', ['nav', 'main > header', 'article:has(#changeImages)']);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('axe finds nothing on the pages without an account', async ({ page, allowError }) => {
      allowError(/status of 404/);
      for (const path of ['/', '/login', '/signup', '/nowhere']) {
        await page.goto(path);
        await expectClean(page, path);
      }
      await page.goto('/login');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByText('Enter your password.')).toBeVisible();
      await expectClean(page, 'a form with faults');
    });

    test('axe finds nothing in the studio in any state', async ({ page, studio, gemini }) => {
      test.slow();
      await expectClean(page, 'empty');
      const popups = ['Credits', 'Seed', 'Exclude', 'Account', 'Theme', 'Language'];
      for (const name of popups) {
        await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
        const popup = page.getByRole('dialog').or(page.getByRole('menu'));
        await expect(popup).toBeVisible();
        await expectClean(page, name);
        await page.keyboard.press('Escape');
        await expect(popup).toBeHidden();
      }
      await page.getByRole('combobox', { name: 'Aspect ratio' }).click();
      await expect(page.getByRole('listbox')).toBeVisible();
      await expectClean(page, 'list of ratios');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('listbox')).toBeHidden();

      await studio.send('a picture [[safety]]');
      await expect(studio.cards).toHaveAttribute('data-status', 'failed');
      gemini.hold();
      await studio.choose('Images', '4');
      await studio.send('four pictures');
      await studio.choose('Images', '1');
      await studio.send('in line');
      await expect(studio.batch('in line')).toContainText('1st in line');
      await expectClean(page, 'open and failed cards');

      // Before the others go on: a picture that is made is not canceled any more.
      const canceled = page.waitForResponse((response) => response.url().endsWith('/cancel'));
      await studio.cards
        .nth(4)
        .getByRole('button', { name: /^Cancel/ })
        .click();
      expect((await canceled).status()).toBe(200);
      gemini.release();
      await expect(page.getByRole('button', { name: /^Delete all/ })).toHaveCount(3);
      await studio.cards.nth(1).getByRole('button', { name: 'More' }).press('Enter');
      await expect(page.getByRole('menu')).toBeVisible();
      await expectClean(page, 'finished, canceled and failed cards, and a menu');
      await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
      await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
      await expectClean(page, 'toast');
      await studio.cards.first().getByRole('button', { name: 'More' }).press('Enter');
      await page.getByRole('menuitem', { name: /^New version/ }).press('Enter');
      await expect(studio.cards.first()).toContainText('Version 2 of 2');
      await expectClean(page, 'two versions');
      await studio.cards.first().getByRole('button', { name: /^Open/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectClean(page, 'lightbox');
      await page.keyboard.press('?');
      // Above the lightbox, not behind it.
      await page.getByText('previous and next version', { exact: true }).click({ trial: true });
      await expectClean(page, 'shortcuts');
      await page.keyboard.press('Escape');
      await page.keyboard.press('c');
      await expect(page.getByRole('slider')).toBeFocused();
      await expectClean(page, 'comparison');
    });
  });
}

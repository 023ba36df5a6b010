import { expect } from '@playwright/test';
import { expectFits } from '@/tests/support/expect-fits';
import { test } from '@/tests/support/studio-test';
import { watchShifts } from '@/tests/support/watch-shifts';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test('the pages without an account fit 360 px and fingers', async ({ page, allowError }) => {
  allowError(/status of 404/);
  for (const path of ['/', '/login', '/signup', '/api-docs', '/nowhere']) {
    await page.goto(path);
    await expectFits(page);
  }
  await page.goto('/signup');
  await page.getByRole('button', { name: 'Create account' }).tap();
  await expect(page.getByText('Enter an email address')).toBeVisible();
  await expectFits(page);
});

test('the studio fits 360 px and fingers in every state, and nothing moves when a picture comes', async ({
  page,
  studio,
  gemini,
}) => {
  // Popups are measured at rest.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expectFits(page);
  for (const chip of ['Model', 'Aspect ratio']) {
    await page.getByRole('combobox', { name: chip }).tap();
    await expect(page.getByRole('listbox')).toBeVisible();
    await expectFits(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('listbox')).toBeHidden();
  }
  for (const name of [/^Credits/, /^Seed/, /^Exclude/, /^Account/]) {
    await page.getByRole('button', { name }).tap();
    await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toBeVisible();
    await expectFits(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toBeHidden();
  }

  await page.getByRole('combobox', { name: 'Images' }).tap();
  await page.getByRole('option', { name: '4' }).tap();
  await expect(page.getByRole('listbox')).toBeHidden();
  gemini.hold();
  await studio.prompt.fill('a picture for a small window');
  await studio.generate.tap();
  await expect(studio.cards.last()).toContainText('Developing');
  await expect(studio.credits).toHaveText('84 credits');
  await expectFits(page);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  const shifted = await watchShifts(page);
  gemini.release();
  for (const card of await studio.cards.all()) {
    await expect(card).toHaveAttribute('data-status', 'completed');
    await card.scrollIntoViewIfNeeded();
    await expect(card.getByRole('img')).toHaveJSProperty('complete', true);
  }
  expect(await shifted()).toEqual([]);
  await expectFits(page);

  await studio.prompt.fill('a picture [[safety]]');
  await studio.generate.tap();
  await expect(studio.cards.first()).toHaveAttribute('data-status', 'failed');
  await expectFits(page);
  await page.getByRole('button', { name: /^Open picture 1/ }).tap();
  await expect(page.getByRole('dialog')).toContainText('1 of 4');
  await expectFits(page);
  await page.getByRole('button', { name: 'Next picture' }).tap();
  await expect(page.getByRole('dialog')).toContainText('2 of 4');
  await page.getByRole('button', { name: 'Close', exact: true }).tap();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a menu that is longer than the window scrolls instead of being cut off', async ({ page, studio }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await studio.send('a picture with a long menu');
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  await page.setViewportSize({ width: 360, height: 420 });
  await studio.cards.getByRole('button', { name: 'More' }).tap();
  const menu = page.getByRole('menu');
  await expect(menu).toBeInViewport({ ratio: 1 });
  for (const name of [/^New version/, 'Delete']) {
    await menu.getByRole('menuitem', { name }).scrollIntoViewIfNeeded();
    await expect(menu.getByRole('menuitem', { name })).toBeInViewport({ ratio: 1 });
  }
});

test('the composer is small and in reach wherever one has scrolled to, and grows with what is typed', async ({
  page,
  studio,
}) => {
  const form = page.getByRole('form', { name: 'Make a picture' });
  const height = async () => (await form.boundingBox())?.height ?? Number.NaN;
  await studio.choose('Aspect ratio', /^1:4/);
  await studio.send(
    'a picture that is taller than the window, and whose prompt is longer than one line of it',
  );
  await expect(studio.cards.first()).toHaveAttribute('data-status', 'completed');
  await page.locator('main').click({ position: { x: 5, y: 500 } });
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  expect(await height()).toBeLessThanOrEqual(120);
  await expect(studio.prompt).toBeInViewport();
  await expect(studio.generate).toBeInViewport();
  const seed = page.getByRole('button', { name: /^Seed/ });
  await seed.scrollIntoViewIfNeeded();
  await expect(seed).toBeInViewport();
  await studio.prompt.tap();
  await expect.poll(height).toBeGreaterThan(140);
  await expect(studio.prompt).toBeInViewport();
});

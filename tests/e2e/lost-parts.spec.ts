import { expect, type Page } from '@playwright/test';
import { ended, generate, until } from '@/tests/support/follow';
import { test } from '@/tests/support/studio-test';

const CHUNKS = '**/_next/static/chunks/**';
const LOST = "A part of this page didn't load.";
const typed = 'typed and not sent';

const line = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });
const press = (page: Page, words: string, button: string) =>
  line(page, words).getByRole('button', { name: button }).click();

/** From now on scripts are not there any more, as after an update; the returned function brings them back. */
async function loseChunks(page: Page): Promise<() => Promise<void>> {
  await page.route(CHUNKS, (route) => route.fulfill({ status: 404, body: 'gone' }));
  return () => page.unroute(CHUNKS);
}

test.beforeEach(({ allowError }) => {
  allowError(
    /404 \(Not Found\)|409 \(Conflict\)|ERR_INTERNET_DISCONNECTED|ERR_FAILED|MIME type|ChunkLoadError|Failed to load chunk/,
  );
});

for (const [part, open, opened] of [
  [
    'a popup',
    (page: Page) => page.getByRole('button', { name: /^Credits:/ }).click(),
    { role: 'dialog', name: 'Credits' },
  ],
  ['a list', (page: Page) => page.getByRole('combobox', { name: 'Images' }).click(), { role: 'listbox' }],
  ['a menu', (page: Page) => page.getByRole('button', { name: /^Account:/ }).click(), { role: 'menu' }],
  [
    'the lightbox',
    (page: Page) => page.getByRole('button', { name: /^Open/ }).first().press('Enter'),
    { role: 'dialog' },
  ],
] as const) {
  test(`${part} that answers 404 leaves the page as it is; the second try opens it, and the third asks for a reload`, async ({
    page,
    account,
    studio,
  }) => {
    const { taskIds } = await generate(account, { prompt: 'a finished picture' });
    for (const taskId of taskIds) await until(account, taskId, ended);
    await studio.open();
    await studio.prompt.evaluate((field: HTMLTextAreaElement) => field.blur());
    const bringBack = await loseChunks(page);
    const target = page.getByRole(opened.role, 'name' in opened ? { name: opened.name } : {});
    await open(page);
    await expect(line(page, LOST)).toBeVisible();
    await press(page, LOST, 'Try again');
    await expect(line(page, LOST).getByRole('button', { name: 'Reload' })).toBeVisible();
    await studio.prompt.fill(typed);
    await bringBack();
    await open(page);
    await expect(target).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(studio.prompt).toHaveValue(typed);
  });
}

test('the first click while offline says so and keeps the page; a way elsewhere is gone when the connection is back', async ({
  page,
  context,
  studio,
}) => {
  await context.setOffline(true);
  await studio.credits.click();
  await expect(line(page, LOST)).toBeVisible();
  await studio.prompt.fill(typed);
  await page.getByRole('link', { name: 'Gallery' }).click();
  await press(page, LOST, 'Dismiss');
  await expect(line(page, 'Connection lost.')).toBeVisible();
  await expect(studio.prompt).toHaveValue(typed);
  await context.setOffline(false);
  await expect(page).toHaveURL('/gallery');
  await page
    .getByRole('link', { name: 'Create' })
    .or(page.getByRole('link', { name: 'Generate' }))
    .first()
    .click();
  await expect(studio.prompt).toHaveValue(typed);
});

test('a page whose scripts are gone says it within the frame, and a reload brings it', async ({
  page,
  studio,
}) => {
  await studio.prompt.fill(typed);
  const bringBack = await loseChunks(page);
  await page.getByRole('link', { name: 'Gallery' }).click();
  await expect(page.getByRole('heading', { name: "This page didn't load whole" })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Topics' })).toBeVisible();
  await bringBack();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { name: /Nothing|gallery/i }).first()).toBeVisible();
  await page.goto('/image-generator');
  await expect(studio.prompt).toHaveValue(typed);
});

test('a new build is said quietly; a reload brings it, and what was typed stays', async ({
  page,
  studio,
}) => {
  await studio.prompt.fill(typed);
  await page.route('**/api/generate-image/pending', (route) =>
    route.fulfill({
      json: { pendingTasks: [], nextPollMs: null, now: new Date().toISOString() },
      headers: { 'X-Darkroom-Build': 'newer' },
    }),
  );
  // A page that is just asking does not ask twice.
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(line(page, 'A new version is here.')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.unroute('**/api/generate-image/pending');
  await press(page, 'A new version is here.', 'Reload');
  await expect(line(page, 'A new version is here.')).toHaveCount(0);
  await expect(studio.prompt).toHaveValue(typed);
});

test('an action that the new build does not know is said in words, and the page stays', async ({
  page,
  studio,
}) => {
  await studio.prompt.fill(typed);
  await page.route('**/image-generator', (route) => {
    const headers = route.request().headers();
    if (headers['next-action']) headers['next-action'] = '7f'.padEnd(42, '0');
    return route.continue({ headers });
  });
  await studio.credits.click();
  await page.getByRole('button', { name: 'Get 100 more' }).click();
  await expect(line(page, 'A new version is here.')).toBeVisible();
  await expect(studio.prompt).toHaveValue(typed);
  await expect(studio.credits).toHaveText('100 credits');
});

test('a page of another build is loaded anew, and what was typed stays', async ({ page, studio }) => {
  await studio.prompt.fill(typed);
  await page.route('**/gallery?_rsc=*', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/"b":"[^"]+"/, '"b":"another"');
    await route.fulfill({ response, body });
  });
  await page.evaluate(() => Object.assign(window, { loadedBefore: true }));
  await page.getByRole('link', { name: 'Gallery' }).click();
  await expect(page).toHaveURL('/gallery');
  await expect.poll(() => page.evaluate(() => 'loadedBefore' in window)).toBe(false);
  await page.goto('/image-generator');
  await expect(studio.prompt).toHaveValue(typed);
});

import { expect, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import { type Account, signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { expectClean } from '@/tests/support/expect-clean';
import { expectFits } from '@/tests/support/expect-fits';
import { seedPictures } from '@/tests/support/seed-pictures';
import { sessionCookies } from '@/tests/support/session-cookies';
import { test as studioTest } from '@/tests/support/studio-test';
import { watchShifts } from '@/tests/support/watch-shifts';

interface Fixtures {
  /** An account with as many pictures as its page is opened with. */
  person: Account;
  open: (count: number, search?: string) => Promise<string[]>;
}

const test = studioTest.extend<Fixtures, { gallery: AppOnPostgres }>({
  gallery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const gallery = await startAppOnPostgres();
      await gallery.database`alter system set track_functions = 'pl'`;
      await gallery.database`select pg_reload_conf()`;
      await use(gallery);
      await gallery.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ gallery }, use) => use(gallery.url),
  person: async ({ gallery, context }, use) => {
    const person = await signUp(gallery);
    await context.addCookies(await sessionCookies(gallery, person));
    await use(person);
  },
  open: async ({ gallery, person, page }, use) => {
    await servePictures(page);
    await use(async (count, search = '') => {
      const topics = [
        { title: 'Logo ideas', batches: 2 },
        { title: 'Herons', batches: 3 },
      ];
      const ids = await seedPictures(gallery.database, person.id, count, { topics });
      await page.goto(`/gallery${search}`);
      return ids;
    });
  },
});

/** Seeded pictures have rows and no bytes. */
async function servePictures(page: Page): Promise<void> {
  const picture = { create: { width: 8, height: 8, channels: 3, background: '#c96' } } as const;
  const body = await sharp(picture).webp().toBuffer();
  await page.route(/\/api\/images\/[0-9a-f-]{36}(\?|$)/, (route) =>
    route.request().method() === 'GET'
      ? route.fulfill({ body, contentType: 'image/webp' })
      : route.fallback(),
  );
}

const cards = (page: Page): Locator => page.getByRole('option', { name: / no\. \d/ });
const card = (page: Page, taskId: string | undefined): Locator => page.locator(`#picture-${taskId}`);
const status = (page: Page, words: string): Locator =>
  page.getByRole('status').getByText(words, { exact: true });
const bar = (page: Page): Locator => page.getByRole('region', { name: 'With the selected pictures' });
const selected = (page: Page): Locator => page.getByRole('option', { selected: true });

test('10,000 pictures: one page at first, few elements at any time, and each of them within reach', async ({
  page,
  open,
  gallery,
}) => {
  // A hundred pages are asked for, one after the other.
  test.setTimeout(180_000);
  const { database } = gallery;
  const timesListed = async () => {
    const rows =
      await database`select calls::integer from pg_stat_user_functions where funcname = 'list_gallery'`;
    return Number(rows[0]?.calls ?? 0);
  };
  const before = await timesListed();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const ids = await open(10_000);
  await expect(status(page, '60 pictures shown')).toBeAttached();
  await expect.poll(timesListed).toBe(before + 1);
  expect(requests).not.toContain('/api/gallery');
  const shifted = await watchShifts(page, { fromOpening: true });
  expect(await shifted()).toEqual([]);

  const most = await page.evaluate(async () => {
    const complete = () =>
      [...document.querySelectorAll('[role="status"]')].some((one) => /^All/.test(one.textContent));
    let highest = 0;
    while (!complete()) {
      window.scrollTo(0, document.body.scrollHeight);
      await new Promise(requestAnimationFrame);
      highest = Math.max(highest, document.querySelectorAll('[role="option"]').length);
    }
    window.scrollTo(0, document.body.scrollHeight);
    return highest;
  });
  await expect(card(page, ids.at(-1))).toBeInViewport();
  await expect(status(page, 'All shown: 10,000 pictures')).toBeAttached();
  expect(most).toBeLessThan(300);

  await page.keyboard.press('/');
  const search = page.getByRole('textbox', { name: 'Search prompts' });
  await expect(search).toBeFocused();
  await page.keyboard.type('orch 1133');
  await expect(cards(page)).toHaveCount(4);
  await expect(cards(page).first()).toBeInViewport();
  await expect(page).toHaveURL(/\/gallery\?q=orch\+1133$/);
  await expect(search).toBeFocused();
  await page.keyboard.type(' nowhere');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await expect(status(page, 'Nothing found')).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(card(page, ids[0])).toBeVisible();
  await expect(page).toHaveURL(/\/gallery$/);
  await expect(search).toBeFocused();
});

test('filters live in the address: links, reload and going back bring the same pictures', async ({
  page,
  open,
}) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  const ids = await open(80, '?aspectRatio=16%3A9&sort=oldest&from=2026-02-31');
  await expect(status(page, 'All shown: 16 pictures')).toBeAttached();
  await expect(cards(page).first()).toHaveAttribute('id', `picture-${ids[64 + 3]}`);
  expect(requests).not.toContain('/api/gallery');

  await page.getByRole('combobox', { name: 'Model' }).click();
  await page.getByRole('option', { name: 'Gemini 3 Pro Image' }).click();
  await expect(cards(page)).toHaveCount(4);
  await page.reload();
  await expect(cards(page)).toHaveCount(4);
  await page.getByRole('button', { name: 'Remove filter: 16:9' }).click();
  await expect(cards(page)).toHaveCount(24);
  await page.goBack();
  await expect(cards(page)).toHaveCount(4);

  await page.getByRole('button', { name: 'Clear all filters' }).click();
  await expect(page).toHaveURL(/\/gallery\?sort=oldest$/);
  await page.getByRole('combobox', { name: /^Topic/ }).click();
  await page.getByRole('combobox', { name: 'Search topics' }).fill('her');
  await expect(page.getByRole('option', { name: 'Herons' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(cards(page)).toHaveCount(12);
  await expect(page.getByRole('button', { name: 'Remove filter: Herons' })).toBeVisible();
  await page.getByRole('button', { name: 'Favourites', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.getByRole('button', { name: 'Remove filter: Favourites' }).click();
  await expect(cards(page)).toHaveCount(12);
  await page.getByRole('button', { name: /^Date/ }).click();
  await page.getByLabel('To', { exact: true }).fill('2026-01-01');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.getByRole('button', { name: 'Last 7 days' }).click();
  await expect(page.getByRole('button', { name: 'Remove filter: Last 7 days' })).toBeVisible();
  await expect(cards(page)).toHaveCount(12);
});

test('by keyboard alone: over rows that are not there yet, ranges, everything, the lightbox and back', async ({
  page,
  open,
}) => {
  const ids = await open(200);
  await expect(status(page, '60 pictures shown')).toBeAttached();
  await card(page, ids[0]).focus();
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'Home', 'ArrowRight'])
    await page.keyboard.press(key);
  await expect(card(page, ids[1])).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(selected(page)).toHaveCount(3);
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(selected(page)).toHaveCount(2);
  await expect(bar(page).getByRole('status')).toHaveText('2 selected');

  await page.keyboard.press('End');
  const last = page.locator(':focus');
  await expect(last).toBeInViewport();
  await expect(last).toHaveAttribute('role', 'option');
  await expect(status(page, '160 pictures shown')).toBeAttached();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Control+a');
  await expect(bar(page).getByRole('status')).toHaveText('160 selected');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();

  await page.keyboard.press('Home');
  await expect(card(page, ids[0])).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(card(page, ids[1])).toBeFocused();
});

test('many at once: chosen by mouse, then favourites, a new topic, a ZIP, and deletion with undo', async ({
  page,
  open,
  allowError,
}) => {
  const ids = await open(60);
  await card(page, ids[0]).hover();
  await card(page, ids[0]).locator('[data-check]').click();
  await card(page, ids[2]).click({ modifiers: ['Shift'] });
  await expect(selected(page)).toHaveCount(3);
  await card(page, ids[1]).click();
  await expect(selected(page)).toHaveCount(2);

  const [from, right, below] = await Promise.all(
    [0, 3, 4].map((index) => card(page, ids[index]).boundingBox()),
  );
  await page.mouse.move((from?.x ?? 0) - 10, (from?.y ?? 0) + 20);
  await page.mouse.down();
  await page.mouse.move((right?.x ?? 0) + 20, (below?.y ?? 0) + 20, { steps: 4 });
  await page.mouse.up();
  const chosen = await selected(page).count();
  expect(chosen).toBeGreaterThan(4);
  await expectClean(page, 'selection');

  await bar(page).getByRole('button', { name: 'Add to favourites' }).click();
  await expect(page.getByRole('option', { name: /\(favourite\)$/ })).toHaveCount(chosen);
  await page.route('**/api/images/download', (route) =>
    route.fulfill({ body: 'PK', headers: { 'content-disposition': 'attachment; filename="darkroom.zip"' } }),
  );
  const zip = page.waitForRequest('**/api/images/download');
  const download = page.waitForEvent('download');
  await bar(page).getByRole('button', { name: 'Download as ZIP' }).click();
  expect(decodeURIComponent((await zip).postData() ?? '').split(',')).toHaveLength(chosen);
  expect((await download).suggestedFilename()).toBe('darkroom.zip');
  await expect(page).toHaveURL(/\/gallery$/);

  await page.route('**/api/images/bulk', (route) => route.abort(), { times: 1 });
  allowError(/ERR_FAILED/);
  await bar(page).getByRole('combobox', { name: 'Move to topic' }).click();
  await page.getByRole('combobox', { name: 'Search topics' }).fill('Best of them');
  await page.getByRole('option', { name: 'New topic “Best of them”' }).click();
  await expect(page.getByText(/^Not everything could be moved/)).toBeVisible();
  await expect(selected(page)).toHaveCount(chosen);
  await bar(page).getByRole('combobox', { name: 'Move to topic' }).click();
  await page.getByRole('option', { name: 'Best of them' }).click();
  await expect(page.getByText(`${chosen} pictures moved to “Best of them”`)).toBeVisible();
  await expect(bar(page)).toBeHidden();

  await page.getByRole('button', { name: 'Favourites', exact: true }).click();
  await expect(cards(page)).toHaveCount(chosen);
  await cards(page).first().focus();
  await page.keyboard.press('Control+a');
  await bar(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cards(page)).toHaveCount(chosen);
  await page.reload();
  await expect(cards(page)).toHaveCount(chosen);
});

test.describe('on a phone', () => {
  test.use({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
  });

  test('a long press selects, taps go on, and nothing is wider than the screen', async ({ page, open }) => {
    const ids = await open(40);
    await expect(status(page, 'All shown: 40 pictures')).toBeAttached();
    await expectClean(page, 'pictures');
    const box = await card(page, ids[0]).boundingBox();
    const touch = await page.context().newCDPSession(page);
    const touchPoints = [{ x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 }];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await expect(selected(page)).toHaveCount(1);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await card(page, ids[1]).tap();
    await expect(selected(page)).toHaveCount(2);
    await expectClean(page, 'selection');
    await expectFits(page, 'selection');
    await bar(page).getByRole('button', { name: 'Clear the selection' }).tap();
    await card(page, ids[1]).tap();
    await expect(page.getByRole('dialog')).toBeVisible();
  });
});

test('without pictures it leads to the generator', async ({ page, open }) => {
  await open(0);
  await page.getByRole('link', { name: 'Make a picture' }).click();
  await expect(page).toHaveURL(/\/image-generator/);
});

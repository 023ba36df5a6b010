import { devices, expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { seedPictures } from '@/tests/support/seed-pictures';
import { sessionCookies } from '@/tests/support/session-cookies';
import { test as studioTest } from '@/tests/support/studio-test';

const test = studioTest.extend<object, { gallery: AppOnPostgres }>({
  gallery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const gallery = await startAppOnPostgres();
      await use(gallery);
      await gallery.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const STEPS = 50;

interface Frame {
  /** The counter beside the picture. */
  counter: string | undefined;
  /** Width by height of the box on the stage, and of the picture that is painted in it. */
  box: number;
  painted: number | null;
}

/** Pictures of the rows' shapes; previews come a moment later than the next key. */
async function servePictures(page: Page, shapes: ReadonlyMap<string, { width: number; height: number }>) {
  const bytes = new Map<string, Buffer>();
  for (const { width, height } of shapes.values()) {
    const key = `${width}x${height}`;
    if (bytes.has(key)) continue;
    const create = { width: width / 4, height: height / 4, channels: 3, background: '#c96' } as const;
    bytes.set(key, await sharp({ create }).webp().toBuffer());
  }
  await page.route(/\/api\/images\/[0-9a-f-]{36}(\?|$)/, async (route) => {
    const url = new URL(route.request().url());
    const { width, height } = shapes.get(url.pathname.split('/').at(-1) ?? '') ?? { width: 4, height: 4 };
    const body = bytes.get(`${width}x${height}`);
    if (!body) return route.fallback();
    if (url.searchParams.get('variant') === 'preview') await new Promise((go) => setTimeout(go, 300));
    await route.fulfill({ body, contentType: 'image/webp' });
  });
}

test('arrow keys at 10 a second through 50 pictures: no frame without a picture of the right ratio', async ({
  gallery,
  page,
  context,
}) => {
  const person = await signUp(gallery);
  await context.addCookies(await sessionCookies(gallery, person));
  const ids = await seedPictures(gallery.database, person.id, 280);
  const rows = await gallery.database<{ id: string; width: number; height: number }[]>`
    select task_id as id, width, height from public.generated_images where user_id = ${person.id}`;
  await servePictures(page, new Map(rows.map(({ id, ...shape }) => [id, shape])));
  await page.goto(`${gallery.url}/gallery/${ids[0]}`);
  const lightbox = page.getByRole('dialog', { name: 'Picture' });
  await expect(lightbox).toContainText('1 of 280');
  await expect(lightbox.locator('[data-zooms] img').first()).toHaveJSProperty('complete', true);

  await page.evaluate(() => {
    const frames: Frame[] = [];
    Object.assign(window, { frames });
    function sample(): void {
      const stage = document.querySelector<HTMLElement>('[data-zooms]');
      const ready = [...(stage?.querySelectorAll('img') ?? [])].filter(
        (img) => img.complete && img.naturalWidth > 0,
      );
      const shown = ready.at(0);
      frames.push({
        counter: /\d+ of 280/.exec(document.querySelector('[role="dialog"]')?.textContent ?? '')?.[0],
        box: stage ? stage.offsetWidth / stage.offsetHeight : 0,
        painted: shown ? shown.naturalWidth / shown.naturalHeight : null,
      });
      requestAnimationFrame(sample);
    }
    requestAnimationFrame(sample);
  });
  for (let step = 0; step < STEPS; step++) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(100);
  }
  await expect(lightbox).toContainText(`${STEPS + 1} of 280`);
  const frames = await page.evaluate(() => (window as unknown as { frames: Frame[] }).frames);

  const seen = new Map<string, Frame[]>();
  for (const frame of frames) {
    const of = frame.counter ?? 'nothing';
    seen.set(of, [...(seen.get(of) ?? []), frame]);
  }
  expect(seen.has('nothing')).toBe(false);
  expect(seen.size).toBeGreaterThan(STEPS * 0.9);
  const faulty = frames.filter(({ counter, box, painted }) => {
    const { width = 0, height = 1 } =
      rows.find(({ id }) => id === ids[Number.parseInt(counter ?? '', 10) - 1]) ?? {};
    const right = width / height;
    const near = (value: number | null) => value !== null && Math.abs(value / right - 1) < 0.03;
    return !near(box) || !near(painted);
  });
  expect(faulty).toEqual([]);
});

test('a picture is enlarged by the wheel and moved by a drag; two that are compared move in step', async ({
  page,
  studio,
}) => {
  await studio.choose('Images', '2');
  await studio.send('two foxes');
  await expect(page.getByRole('link', { name: /^Download all/ })).toBeVisible();
  await page.getByRole('button', { name: /^Open picture 1/ }).click();
  const lightbox = page.getByRole('dialog', { name: 'Picture' });
  const transforms = () =>
    lightbox.locator('[data-zooms]').evaluateAll((all) => all.map((one) => getComputedStyle(one).transform));
  const scale = async () => Number.parseFloat((await transforms())[0]?.slice('matrix('.length) ?? '');

  await lightbox.locator('[data-stage]').hover();
  await page.mouse.wheel(0, -400);
  await expect.poll(scale).toBeGreaterThan(2);
  await expect(lightbox.getByRole('status').filter({ hasText: '%' })).toBeVisible();
  await page.mouse.wheel(0, -9000);
  const most = await scale();
  await page.mouse.wheel(0, -9000);
  expect(await scale()).toBe(most);
  const [before] = await transforms();
  await page.mouse.down();
  await page.mouse.move(300, 300, { steps: 3 });
  await page.mouse.up();
  expect((await transforms())[0]).not.toBe(before);
  expect(await scale()).toBe(most);
  await page.keyboard.press('Escape');
  await expect.poll(scale).toBe(1);

  await page.keyboard.press('c');
  await expect(lightbox.getByRole('slider')).toBeFocused();
  await page.keyboard.press('s');
  const left = lightbox.getByRole('img', { name: 'This picture' });
  await left.hover();
  await page.mouse.wheel(0, -400);
  await expect.poll(scale).toBeGreaterThan(2);
  const [one, other, ...more] = await transforms();
  expect(more).toEqual([]);
  expect(other).toBe(one);
});

test.describe('on a phone', () => {
  const { defaultBrowserType: _, ...phone } = devices['Pixel 7'];
  test.use({ ...phone, viewport: { width: 390, height: 844 } });

  test('generate, swipe, favourite, download, delete with undo: no control is out of reach', async ({
    page,
    studio,
  }) => {
    await studio.choose('Images', '3');
    await studio.prompt.fill(`three foxes ${'in deep snow '.repeat(60)}`.trim());
    await studio.generate.tap();
    await expect(studio.cards.last()).toHaveAttribute('data-status', 'completed');
    await expect(studio.cards.first()).toHaveAttribute('data-status', 'completed');
    await page.getByRole('button', { name: /^Open picture 1/ }).tap();
    const lightbox = page.getByRole('dialog', { name: 'Picture' });
    await expect(lightbox).toContainText('1 of 3');
    const control = (name: string) => lightbox.getByRole('button', { name, exact: true });
    async function expectInReach(): Promise<void> {
      for (const name of ['Favourite', 'Delete', 'More', 'Close'])
        await expect(control(name)).toBeInViewport({ ratio: 1 });
      await expect(lightbox.getByRole('button', { name: /^Download/ })).toBeInViewport({ ratio: 1 });
    }
    await expectInReach();
    await expect(lightbox.getByRole('button', { name: 'Show the whole prompt' })).toBeVisible();

    await swipe(page, -200);
    await expect(lightbox).toContainText('2 of 3');
    await swipe(page, 200);
    await expect(lightbox).toContainText('1 of 3');
    await swipe(page, -30);
    await expect(lightbox).toContainText('1 of 3');
    await swipe(page, -200);
    await expect(lightbox).toContainText('2 of 3');

    // Chromium takes the first tap for the end of the swipe that came before it in the same moment.
    await expect(async () => {
      await control('Favourite').tap();
      await expect(control('Favourite')).toHaveAttribute('aria-pressed', 'true', { timeout: 2000 });
    }).toPass();
    const download = page.waitForEvent('download');
    await lightbox.getByRole('button', { name: /^Download/ }).tap();
    expect((await download).suggestedFilename()).toMatch(/^three-foxes.*\.png$/);

    await control('Delete').tap();
    await expect(lightbox).toContainText('2 of 2');
    const undo = page.getByRole('button', { name: 'Undo' });
    await expect(undo).toBeVisible();
    await expectInReach();
    await undo.tap();
    await expect(lightbox).toContainText('3 of 3');
    await lightbox.getByRole('button', { name: 'Show the whole prompt' }).tap();
    await page.mouse.wheel(0, 2000);
    await expectInReach();
  });
});

/** A finger over the picture, by so many px. */
async function swipe(page: Page, by: number): Promise<void> {
  const stage = page.locator('[data-stage]');
  const box = await stage.boundingBox();
  const from = {
    x: (box?.x ?? 0) + (box?.width ?? 0) / 2 - by / 2,
    y: (box?.y ?? 0) + (box?.height ?? 0) / 2,
  };
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: x === undefined ? [] : [{ x, y: from.y }],
    });
  await touch('touchStart', from.x);
  for (let part = 1; part <= 5; part++) await touch('touchMove', from.x + (by * part) / 5);
  await touch('touchEnd');
  await client.detach();
}

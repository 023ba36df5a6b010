import { expect } from '@playwright/test';
import { test } from '@/tests/support/studio-test';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a picture has an address: opened, gone back from, reloaded, and foreign', async ({
  page,
  studio,
  app,
}) => {
  await studio.choose('Images', '2');
  await studio.send('two foxes');
  await expect(page.getByRole('link', { name: /^Download all/ })).toBeVisible();
  const lightbox = page.getByRole('dialog', { name: 'Picture' });
  const address = (path: string) => new URL(path, app.url).href;

  await page.goto('/gallery?sort=oldest');
  const options = page.getByRole('option');
  await expect(options).toHaveCount(2);
  const [first, second] = await options.evaluateAll((all) => all.map(({ id }) => id.replace('picture-', '')));
  await options.first().click();
  await expect(lightbox).toContainText('1 of 2');
  await expect(page).toHaveURL(address(`/gallery/${first}?sort=oldest`));
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(address(`/gallery/${second}?sort=oldest`));
  await page.goBack();
  await expect(lightbox).toBeHidden();
  await expect(page).toHaveURL(address('/gallery?sort=oldest'));
  await page.goForward();
  await expect(lightbox).toContainText('2 of 2');
  await page.reload();
  await expect(lightbox).toContainText('2 of 2');
  await page.keyboard.press('Escape');
  await expect(lightbox).toBeHidden();
  await expect(page).toHaveURL(address('/gallery?sort=oldest'));
  await expect(page.getByRole('option').last()).toBeFocused();

  await page.goto(`/gallery/${crypto.randomUUID()}`);
  await expect(page.getByRole('heading', { name: 'This picture isn’t here' })).toBeVisible();
  await page.getByRole('link', { name: 'To the gallery' }).click();
  await expect(page.getByRole('option')).toHaveCount(2);
});

test('a picture is reached by the right button, dragged to the composer, and copied', async ({
  page,
  studio,
}) => {
  await studio.send('a fox');
  const picture = studio.cards.getByRole('img', { name: 'a fox' });
  await expect(picture).not.toHaveJSProperty('naturalWidth', 0);
  const [id] = await studio.taskIds();
  const box = await picture.boundingBox();
  const middle = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  const under = page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.tagName, middle);
  expect(await under).toBe('IMG');

  await page.evaluate(() => {
    document.addEventListener('dragstart', ({ dataTransfer }) => {
      document.body.dataset.dragged = dataTransfer?.getData('DownloadURL');
    });
  });
  await picture.dragTo(page.getByRole('form', { name: 'Make a picture' }), { timeout: 10_000 });
  await expect(page.getByRole('list', { name: /reference/i }).getByRole('listitem')).toHaveCount(1);
  expect(await page.evaluate(() => document.body.dataset.dragged)).toMatch(
    new RegExp(`^image/png:a-fox-\\d{4}-\\d\\d-\\d\\d.*\\.png:http.*/api/images/${id}\\?download=1$`),
  );

  await studio.cards.hover();
  await studio.cards.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Copy picture' }).click();
  await expect(page.getByText('Picture copied.').first()).toBeVisible();
  const types = page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
  expect(await types).toEqual(['image/png']);
});

import { expect, type Locator } from '@playwright/test';
import { StudioPage } from '@/tests/support/studio-page';
import { test } from '@/tests/support/studio-test';
import { watchShifts } from '@/tests/support/watch-shifts';

const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not to be seen');
  return box;
};

test('batches of one stand side by side, four at 1440 px and eight at 2560 px; a size is kept', async ({
  page,
  studio,
  otherBrowser,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const prompt of ['one', 'two', 'three', 'four', 'five']) {
    await studio.send(`fox ${prompt}`);
    await expect(studio.batch(`fox ${prompt}`)).toBeVisible();
  }
  await expect(page.getByRole('link', { name: /^Download all/ })).toHaveCount(5);
  /** How many cards stand in the first row. */
  const inARow = () =>
    studio.cards.evaluateAll((cards) => {
      const tops = cards.map((card) => Math.round(card.getBoundingClientRect().top));
      return tops.filter((top) => top === tops[0]).length;
    });
  await expect.poll(inARow).toBe(4);
  const last = await boxOf(studio.cards.nth(3));
  expect(last.x + last.width).toBeGreaterThan(1380);

  const slider = page.getByRole('slider', { name: 'Size of the pictures' });
  await slider.press('End');
  await expect.poll(inARow).toBe(2);
  await page.reload();
  await studio.ready();
  await expect.poll(inARow).toBe(2);
  await page.goto('/gallery');
  await expect(slider).toHaveValue('5');
  const large = await boxOf(page.getByRole('option').first());
  await slider.press('Home');
  await expect
    .poll(async () => (await boxOf(page.getByRole('option').first())).height)
    .toBeLessThan(large.height / 2);

  const wide = new StudioPage(
    await (await otherBrowser({ viewport: { width: 2560, height: 1200 } })).newPage(),
  );
  await wide.open();
  await expect(wide.cards).toHaveCount(5);
  const fifth = await boxOf(wide.cards.nth(4));
  expect(fifth.y).toBe((await boxOf(wide.cards.first())).y);
  // An eighth of what is beside the navigation.
  expect(fifth.width).toBeLessThan(290);
});

test('a card has the ratio of its picture from the first frame, strips too, and nothing moves when it fails', async ({
  page,
  studio,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await studio.send('what lies below');
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  const shifted = await watchShifts(page, { unasked: true });
  for (const ratio of ['1:1', '16:9', '9:16', '8:1', '1:8']) {
    await studio.choose('Aspect ratio', ratio);
    await studio.send(`refused at ${ratio} [[safety]]`);
    const card = studio.batch(`refused at ${ratio} [[safety]]`).getByRole('listitem');
    const before = await boxOf(card);
    const [width = 1, height = 1] = ratio.split(':').map(Number);
    expect(before.width / before.height, ratio).toBeCloseTo(width / height, 1);
    await expect(card).toHaveAttribute('data-status', 'failed');
    const after = await boxOf(card);
    expect({ width: after.width, height: after.height }, ratio).toEqual({
      width: before.width,
      height: before.height,
    });
    for (const button of await card.getByRole('button').all()) {
      await button.scrollIntoViewIfNeeded();
      await expect(button).toBeInViewport();
    }
  }
  expect(await shifted()).toEqual([]);
});

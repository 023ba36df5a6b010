import { expect } from '@playwright/test';
import { generate } from '@/tests/support/follow';
import { loadScripts } from '@/tests/support/load-scripts';
import { test } from '@/tests/support/studio-test';

const CHUNKS = '**/_next/static/chunks/**';

test('the generator page loads at most 200 kB of script before anybody touches it', async ({
  otherBrowser,
}) => {
  const page = await (await otherBrowser()).newPage();
  const sizes = await loadScripts(page, '/image-generator');
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  expect(total, JSON.stringify([...sizes])).toBeLessThanOrEqual(200_000);
  // Enough to be the page at all.
  expect(total).toBeGreaterThan(100_000);
});

for (const press of ['click', 'keyboard'] as const) {
  test(`a press that comes before its popup opens it once, by ${press}`, async ({ page, studio }) => {
    const held: (() => void)[] = [];
    let slow = true;
    await page.route(CHUNKS, async (route) => {
      if (slow) await new Promise<void>((go) => held.push(go));
      await route.continue();
    });
    const button = studio.credits;
    if (press === 'click') await button.click();
    else await button.press('Enter');
    await expect(button).toHaveAttribute('aria-busy', 'true');
    slow = false;
    for (const go of held) go();
    const popup = page.getByRole('dialog', { name: 'Credits' });
    await expect(popup).toBeVisible();
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    await expect(button).not.toHaveAttribute('aria-busy');
    await page.keyboard.press('Escape');
    await expect(popup).toBeHidden();
    await expect(button).toBeFocused();
  });
}

test('a press in the moment in which its popup comes opens it, each time that the button is there anew', async ({
  page,
  account,
  studio,
}) => {
  await generate(account, { newTopicId: crypto.randomUUID() });
  await page.goto('/image-generator/all');
  await studio.ready();
  const title = page.getByRole('textbox', { name: 'Title of the topic' });
  for (let time = 0; time < 12; time += 1) {
    await page.getByRole('button', { name: /^Options for/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Rename' }).press('Enter');
    await expect(title).toBeFocused();
    await page.keyboard.press('Escape');
  }
});

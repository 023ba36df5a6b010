import { expect } from '@playwright/test';
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

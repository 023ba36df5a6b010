import { expect, type Page } from '@playwright/test';

/** In a window of 360 px nothing sticks out to the side, and no control is too small for a finger. */
export async function expectFits(page: Page, state = ''): Promise<void> {
  const { width, small } = await page.evaluate(() => {
    const controls =
      'button, [role="combobox"], [role="menuitem"], [role="option"], input:not([type="hidden"]), a';
    // A link within a sentence is as high as its line.
    const own = [...document.querySelectorAll<HTMLElement>(controls)].filter(
      (control) => !control.closest('p'),
    );
    return {
      width: document.documentElement.scrollWidth,
      small: own
        .filter((control) => control.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        .map((control) => ({ control, box: control.getBoundingClientRect() }))
        .filter(({ control, box }) => box.width > 1 && box.right > 0 && box.bottom > 0 && !control.hidden)
        .filter(({ box }) => Math.round(box.height) < 44 || Math.round(box.width) < 44)
        .map(({ control, box }) => {
          const name = control.getAttribute('aria-label') ?? control.textContent;
          return `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`;
        }),
    };
  });
  expect(width, state).toBe(360);
  expect(small, state).toEqual([]);
}

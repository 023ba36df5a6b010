import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** axe finds nothing in what the page shows now, or in these parts of it. */
export async function expectClean(page: Page, state: string, parts: string[] = []): Promise<void> {
  // Base UI puts focusable guards around a popup that hand the focus on at once: axe takes them for hidden controls.
  const axe = new AxeBuilder({ page }).exclude('[data-base-ui-focus-guard]');
  for (const part of parts) axe.include(part);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found, state).toEqual([]);
}

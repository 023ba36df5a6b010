import type { Page } from '@playwright/test';
import type { PageWorld } from './page-world';

/** Does something in a page of a browser that has visited nothing before, and closes it. */
export async function inNewPage<Result>(
  world: PageWorld,
  how: Parameters<PageWorld['open']>[0],
  act: (page: Page) => Promise<Result>,
): Promise<Result> {
  const page = await world.open(how);
  try {
    return await act(page);
  } finally {
    await page.context().close();
  }
}

import type { Page } from '@playwright/test';

/**
 * What a page loads as script before anybody touches it: what its HTML refers to, and whatever else has come by the time that
 * nothing is under way any more. Bytes on the wire by path, compressed as the server does it.
 */
export async function loadScripts(page: Page, path: string): Promise<ReadonlyMap<string, number>> {
  const loaded = new Map<string, number>();
  const sizes: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    const measure = async () => {
      const { responseBodySize } = await request.sizes();
      loaded.set(new URL(request.url()).pathname, responseBodySize);
    };
    sizes.push(measure());
  });
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  await Promise.all(sizes);
  // Browsers of this decade leave those marked nomodule alone.
  const referred = await page
    .locator('script[src]:not([nomodule])')
    .evaluateAll((scripts) => scripts.map((script) => new URL((script as HTMLScriptElement).src).pathname));
  const missing = referred.filter((script) => !loaded.get(script));
  if (missing.length > 0) throw new Error(`Not measured: ${missing.join(', ')}`);
  return loaded;
}

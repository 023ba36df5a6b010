import type { BrowserContext, Page } from '@playwright/test';

/** What a page did, in ms of its own epoch. */
export interface Looks {
  polls: { from: number; to: number }[];
  /** When the card of a task showed its end. */
  ended: { taskId: string; at: number }[];
}

declare global {
  interface Window {
    looks: Looks;
  }
}

/** From now on every page of the context notes its polls and when cards show an end. */
export async function watchLooks(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const looks: Looks = { polls: [], ended: [] };
    window.looks = looks;
    const epoch = performance.timeOrigin;
    new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries()) {
        if (!name.endsWith('/api/generate-image/polling')) continue;
        looks.polls.push({ from: epoch + startTime, to: epoch + startTime + duration });
      }
    }).observe({ type: 'resource', buffered: true });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (!(target instanceof HTMLElement) || target.dataset.status !== 'completed') continue;
        looks.ended.push({ taskId: target.id.replace('card-', ''), at: epoch + performance.now() });
      }
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-status'] });
  });
}

export const readLooks = (page: Page): Promise<Looks> => page.evaluate(() => window.looks);

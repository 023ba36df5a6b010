import type { Page } from '@playwright/test';

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

/**
 * Notes from now on what moves in the page; returns the function that tells. With `unasked`, what a person's own key or
 * click moved in the half second before is left out.
 */
export async function watchShifts(page: Page, { unasked = false } = {}): Promise<() => Promise<string[]>> {
  const noted = await page.evaluateHandle((leaveOut) => {
    const shifts: string[] = [];
    const rect = ({ x, y, width, height }: DOMRectReadOnly) => `${x} ${y} ${width}×${height}`;
    new PerformanceObserver((list) => {
      for (const { value, sources, hadRecentInput } of list.getEntries() as LayoutShift[]) {
        if (leaveOut && hadRecentInput) continue;
        const moved = sources.map(({ node, previousRect, currentRect }) => {
          const what = node instanceof Element ? node.outerHTML.slice(0, 80) : node?.textContent;
          return `${what} from ${rect(previousRect)} to ${rect(currentRect)}`;
        });
        shifts.push(`${value}: ${moved.join('; ')}`);
      }
    }).observe({ type: 'layout-shift' });
    return shifts;
  }, unasked);
  return () => noted.jsonValue();
}

import type { Page } from '@playwright/test';

interface LayoutShift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
}

interface Options {
  /** What a person's own key or click moved in the half second before is left out. */
  unasked?: boolean;
  /** What has moved since the page was opened counts too. */
  fromOpening?: boolean;
}

/** Notes from now on what moves in the page; returns the function that tells. */
export async function watchShifts(
  page: Page,
  { unasked = false, fromOpening = false }: Options = {},
): Promise<() => Promise<string[]>> {
  const watch = await page.evaluateHandle(
    ([leaveOut, buffered]) => {
      const shifts: string[] = [];
      const rect = ({ x, y, width, height }: DOMRectReadOnly) => `${x} ${y} ${width}×${height}`;
      const note = (entries: PerformanceEntryList) => {
        for (const { value, sources, hadRecentInput } of entries as LayoutShift[]) {
          if (leaveOut && hadRecentInput) continue;
          const moved = sources.map(({ node, previousRect, currentRect }) => {
            const what = node instanceof Element ? node.outerHTML.slice(0, 80) : node?.textContent;
            return `${what} from ${rect(previousRect)} to ${rect(currentRect)}`;
          });
          shifts.push(`${value}: ${moved.join('; ')}`);
        }
      };
      const observer = new PerformanceObserver((list) => note(list.getEntries()));
      observer.observe({ type: 'layout-shift', buffered });
      return {
        tell: () => {
          note(observer.takeRecords());
          return shifts;
        },
      };
    },
    [unasked, fromOpening] as const,
  );
  return () =>
    watch.evaluate(async ({ tell }) => {
      await new Promise(requestAnimationFrame);
      return tell();
    });
}

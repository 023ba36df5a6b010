import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import type { MetricType } from 'web-vitals';

export interface Vitals {
  /** Milliseconds. */
  lcp: number;
  cls: number;
  /** Milliseconds; of so few interactions it is the slowest one. */
  inp: number;
  /** What they were measured on. */
  of: Record<string, string>;
}

type VitalsWindow = typeof window & {
  webVitals: Record<
    'onLCP' | 'onCLS' | 'onINP',
    (report: (metric: MetricType) => void, options: object) => void
  >;
  vitals: MetricType[];
};

/** Measures every page of a context by the package web-vitals, which comes before the page and is no part of it. */
export async function watchVitals(context: BrowserContext): Promise<void> {
  const source = fileURLToPath(import.meta.resolve('web-vitals')).replace(/[^/\\]+$/, 'web-vitals.iife.js');
  await context.addInitScript({ content: readFileSync(source, 'utf8').replace(/^var /, 'globalThis.') });
  await context.addInitScript(() => {
    const page = window as VitalsWindow;
    page.vitals = [];
    const options = { reportAllChanges: true, durationThreshold: 16 };
    for (const watch of ['onLCP', 'onCLS', 'onINP'] as const) {
      page.webVitals[watch]((metric) => page.vitals.push(metric), options);
    }
  });
}

/** What has been measured on this page so far. */
export function readVitals(page: Page): Promise<Vitals> {
  return page.evaluate(async () => {
    // An interaction is told after its frame, when the page has nothing else to do.
    await new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve)));
    await new Promise((resolve) => requestIdleCallback(resolve));
    const { vitals } = window as VitalsWindow;
    const last = (name: string) => vitals.findLast((metric) => metric.name === name);
    const of: Record<string, string> = {};
    for (const name of ['LCP', 'CLS', 'INP']) {
      const entries = (last(name)?.entries ?? []) as (PerformanceEntry & {
        element?: Element;
        target?: Element;
        sources?: { node?: Node; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
      })[];
      of[name] = entries
        .map((entry) => {
          const [moved] = entry.sources ?? [];
          const node = entry.element ?? entry.target ?? moved?.node;
          const way = moved ? JSON.stringify([moved.previousRect, moved.currentRect]) : '';
          return `${entry.name} ${node instanceof Element ? node.outerHTML.slice(0, 120) : ''} ${way}`.trim();
        })
        .join('; ');
    }
    return { lcp: last('LCP')?.value ?? 0, cls: last('CLS')?.value ?? 0, inp: last('INP')?.value ?? 0, of };
  });
}

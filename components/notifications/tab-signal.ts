'use client';

import { useEffect, useRef } from 'react';

const ORIGINAL = 'data-original-icon';

/** The tab's title and icon while it is hidden: how many pictures have come. 0 puts both back. */
class TabSignal {
  private title: string | undefined;

  show(count: number): void {
    if (count === 0) {
      this.restore();
      return;
    }
    this.title ??= document.title;
    document.title = `(${count}) ${this.title}`;
    for (const link of icons()) {
      if (!link.hasAttribute(ORIGINAL)) link.setAttribute(ORIGINAL, link.href);
      link.href = badge(count);
    }
  }

  private restore(): void {
    if (this.title === undefined) return;
    document.title = this.title;
    this.title = undefined;
    for (const link of icons()) {
      const original = link.getAttribute(ORIGINAL);
      if (original !== null) link.href = original;
      link.removeAttribute(ORIGINAL);
    }
  }
}

function icons(): HTMLLinkElement[] {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')];
  if (links.length > 0) return links;
  const link = document.createElement('link');
  link.rel = 'icon';
  document.head.append(link);
  return [link];
}

function badge(count: number): string {
  const label = count > 9 ? '9+' : String(count);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#e08a2e"/><text x="16" y="23" font-family="system-ui,sans-serif" font-weight="700" font-size="${label.length > 1 ? 16 : 20}" text-anchor="middle" fill="#221507">${label}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Returns the function that adds to the count in title and icon; looking at the tab clears it. */
export function useTabSignal(): (count: number) => void {
  const signal = useRef<TabSignal>(null);
  const unseen = useRef(0);

  useEffect(() => {
    function clear() {
      if (document.visibilityState !== 'visible') return;
      unseen.current = 0;
      signal.current?.show(0);
    }
    document.addEventListener('visibilitychange', clear);
    return () => {
      document.removeEventListener('visibilitychange', clear);
      signal.current?.show(0);
    };
  }, []);

  return (count) => {
    if (document.visibilityState === 'visible') return;
    unseen.current += count;
    signal.current ??= new TabSignal();
    signal.current.show(unseen.current);
  };
}

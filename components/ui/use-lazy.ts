'use client';

import { type ComponentType, useEffect, useState } from 'react';

/**
 * A component that is loaded when `request` is called, which resolves to whether it is there. Retries after a failure, which
 * React.lazy does not: it keeps the first rejection.
 */
export function useLazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
): [Loaded: ComponentType<P> | undefined, request: () => Promise<boolean>] {
  const [Loaded, setLoaded] = useState<ComponentType<P>>();
  useEffect(() => preload(load), [load]);

  async function request() {
    if (Loaded) return true;
    try {
      const component = await load();
      setLoaded(() => component);
      return true;
    } catch (error) {
      console.info('A part of the page could not be loaded.', error);
      return false;
    }
  }

  return [Loaded, request];
}

type Load = () => Promise<unknown>;

const queued = new Set<Load>();
let last: Promise<unknown> | undefined;

const firstInput = () =>
  new Promise<void>((resolve) => {
    const once = { capture: true, once: true };
    document.addEventListener('pointerdown', () => resolve(), once);
    document.addEventListener('keydown', () => resolve(), once);
  });

const idle = () =>
  new Promise<void>((resolve) => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve());
    else setTimeout(resolve, 200);
  });

/**
 * Loads code in the idle time after the first key or press in the page: nothing for who only looks at it, and no waiting for
 * who presses later. One after the other, so that a key that is pressed meanwhile waits for one at most.
 */
export function preload(load: Load): void {
  if (queued.has(load)) return;
  queued.add(load);
  last = (last ?? firstInput())
    .then(idle)
    .then(load)
    // Whoever presses asks again, and is told.
    .catch(() => undefined);
}

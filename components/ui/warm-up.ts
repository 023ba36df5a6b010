type Load = () => Promise<unknown>;

const asked = new Set<Load>();
let last: Promise<unknown> | undefined;

const touched = () =>
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
export function warmUp(load: Load): void {
  if (asked.has(load)) return;
  asked.add(load);
  last = (last ?? touched())
    .then(idle)
    .then(load)
    // Whoever presses asks again, and is told.
    .catch(() => undefined);
}

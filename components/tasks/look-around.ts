/** With the time that an answer takes, a page knows of what began elsewhere within 30 s. */
const PAUSE_MS = 25_000;
/** Untouched for so long, a page is left alone until somebody comes back to it. */
const REST_MS = 10 * 60_000;

/**
 * Calls `look` now and then while the page is seen, and somebody uses it or `isAwaited` says that something is still to come.
 * Returns the function that ends it.
 */
export function lookAround(look: () => void, isAwaited: () => boolean): () => void {
  const controller = new AbortController();
  let usedAt = performance.now();
  const use = () => {
    usedAt = performance.now();
  };
  for (const event of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
    window.addEventListener(event, use, { signal: controller.signal, capture: true, passive: true });
  const timer = setInterval(() => {
    const isUsed = performance.now() - usedAt < REST_MS;
    if (!document.hidden && (isUsed || isAwaited())) look();
  }, PAUSE_MS);
  return () => {
    controller.abort();
    clearInterval(timer);
  };
}

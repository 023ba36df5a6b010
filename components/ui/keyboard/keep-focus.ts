/** What can have the focus. */
const FOCUSABLE = 'button:not(:disabled), a[href], input:not(:disabled), textarea:not(:disabled), [tabindex]';
/** What holds buttons and can have the focus itself, so that it is where the focus goes when one of its buttons is gone. */
const HOLDERS = 'li[tabindex], [role="option"][tabindex], [role="dialog"]';

/**
 * Keeps the focus on the page until the returned function is called: when what has it is taken away or disabled, it goes to the
 * card that it stood in, else to the neighbour after or before it, else to what `fallback` finds. Browsers would leave it on
 * <body>, where a keyboard starts again from the top.
 */
export function keepFocus(fallback: () => HTMLElement | null): () => void {
  let last: HTMLElement | null = null;
  const controller = new AbortController();
  const { signal } = controller;

  function remember({ target }: FocusEvent) {
    last = target instanceof HTMLElement && target !== document.body ? target : null;
  }
  /** Somebody has let go of it, unless it was taken away: browsers tell that before it is gone. */
  function forget({ target, relatedTarget }: FocusEvent) {
    if (relatedTarget || target !== last) return;
    setTimeout(() => {
      if (last === target && last?.isConnected && isFree()) last = null;
    });
  }

  function restore(changes: readonly MutationRecord[]) {
    const lost = last;
    if (!lost || !(isFree() || document.activeElement === lost)) return;
    if (lost.isConnected && !lost.matches(':disabled')) return;
    const found = lost.isConnected ? besides(lost.parentElement, lost, lost) : afterRemoval(lost, changes);
    (found ?? fallback())?.focus({ preventScroll: true });
  }

  const observer = new MutationObserver(restore);
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  document.addEventListener('focusin', remember, { signal });
  document.addEventListener('focusout', forget, { signal });
  return () => {
    controller.abort();
    observer.disconnect();
  };
}

const isFree = () => document.activeElement === null || document.activeElement === document.body;

/** Near the place that what had the focus was taken from. */
function afterRemoval(lost: HTMLElement, changes: readonly MutationRecord[]): HTMLElement | null {
  for (const { removedNodes, target, nextSibling, previousSibling } of changes.toReversed()) {
    const held = [...removedNodes].some((node) => node.contains(lost));
    if (held && target instanceof HTMLElement && target.isConnected && document.body.contains(target))
      return besides(target, nextSibling, previousSibling);
  }
  return null;
}

function besides(parent: HTMLElement | null, after: Node | null, before: Node | null): HTMLElement | null {
  const holder = parent?.closest<HTMLElement>(HOLDERS);
  if (holder) return holder;
  for (let node = after; node; node = node.nextSibling) {
    const found = focusableIn(node);
    if (found) return found;
  }
  for (let node = before; node; node = node.previousSibling) {
    const found = focusableIn(node);
    if (found) return found;
  }
  return parent && parent !== document.body && parent.tagName !== 'MAIN'
    ? besides(parent.parentElement, parent.nextSibling, parent.previousSibling)
    : null;
}

/** The node itself, or the first in it that is seen: a card before the buttons that stand above it. */
function focusableIn(node: Node): HTMLElement | null {
  if (!(node instanceof HTMLElement)) return null;
  const all = [node, ...node.querySelectorAll<HTMLElement>(`${FOCUSABLE}, ${HOLDERS}`)].filter(isSeen);
  return all.find((one) => one.matches(HOLDERS)) ?? all.find((one) => one.matches(FOCUSABLE)) ?? null;
}

function isSeen(element: HTMLElement): boolean {
  return element.checkVisibility?.({ visibilityProperty: true }) ?? true;
}

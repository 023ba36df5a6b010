import type { BrowserContext, Page } from '@playwright/test';

/** A component that React has rendered. */
export interface Render {
  /** The task id of the card that it belongs to. */
  card: string;
  status: string;
  /** It is the card itself, not a part of it. */
  whole: boolean;
}

/** What is read of React's own tree; the names are React's. */
interface Fiber {
  type: unknown;
  flags: number;
  stateNode: unknown;
  child: Fiber | null;
  sibling: Fiber | null;
  alternate: Fiber | null;
}

type RenderWindow = typeof window & { renders: Render[]; __REACT_DEVTOOLS_GLOBAL_HOOK__: object };

/**
 * Notes which cards' components React renders, from what it tells its developer tools of every commit, in production
 * builds too: the same way in which those mark what was rendered (fibers made anew, with the flag PerformedWork).
 */
export async function watchRenders(context: BrowserContext | Page): Promise<void> {
  await context.addInitScript(() => {
    const PERFORMED_WORK = 1;
    const page = window as RenderWindow;
    page.renders = [];

    const isComponent = (type: unknown) =>
      typeof type === 'function' || (typeof type === 'object' && type !== null && 'render' in type);
    const cardOf = (fiber: Fiber | null): Omit<Render, 'whole'> | undefined =>
      fiber?.type === 'li' && fiber.stateNode instanceof Element && fiber.stateNode.id.startsWith('card-')
        ? { card: fiber.stateNode.id.slice(5), status: fiber.stateNode.getAttribute('data-status') ?? '' }
        : undefined;

    function visit(fiber: Fiber, before: Fiber | null, around: Omit<Render, 'whole'> | undefined): void {
      if (fiber === before) return;
      const own = cardOf(fiber.child);
      const card = own ?? around;
      if (card && isComponent(fiber.type) && fiber.flags & PERFORMED_WORK)
        page.renders.push({ ...card, whole: own !== undefined });
      // The same first child: nothing below was touched.
      if (fiber.child === before?.child) return;
      for (let child = fiber.child; child; child = child.sibling)
        visit(child, child.alternate, cardOf(child) ?? around);
    }

    page.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
      isDisabled: false,
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount: () => undefined,
      onPostCommitFiberRoot: () => undefined,
      onCommitFiberRoot: (_: number, root: { current: Fiber }) =>
        visit(root.current, root.current.alternate, undefined),
    };
  });
}

/** What was rendered since the page was opened, or since the last time. */
export function takeRenders(page: Page): Promise<Render[]> {
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return (window as RenderWindow).renders.splice(0);
  });
}

import type { Page } from '@playwright/test';
import { type Row, toRow } from '@/bench/row';
import { quantile } from '@/tests/support/quantile';
import { StudioPage } from '@/tests/support/studio-page';
import { inNewPage } from './in-new-page';
import type { PageWorld } from './page-world';

const CLICKS = 7;
/** The plainest answer that a page can give to a click. */
const PLAIN = `<button onclick="document.body.append(document.createElement('li'))">Add</button>`;

interface Shown {
  /** Frames from the click to the first one that is painted with the new element: 1 is the next frame. */
  frames: number;
  /** From the moment of the click until that frame has been handed over to be shown. */
  ms: number;
}

/** From a click to the frame with more elements of this kind than there were. */
async function click(page: Page, button: string, elements: string): Promise<Shown> {
  const shown = await page.evaluateHandle((selector) => {
    const before = document.querySelectorAll(selector).length;
    return {
      shown: new Promise<Shown>((resolve) => {
        const begin = (event: Event) => {
          let frames = 0;
          const look = () => {
            frames += 1;
            if (document.querySelectorAll(selector).length === before) return requestAnimationFrame(look);
            // What is posted in a frame's callback comes after its painting.
            const painted = new MessageChannel();
            painted.port1.onmessage = () => resolve({ frames, ms: performance.now() - event.timeStamp });
            painted.port2.postMessage(null);
          };
          requestAnimationFrame(look);
        };
        document.addEventListener('click', begin, { capture: true, once: true });
      }),
    };
  }, elements);
  await page.locator(button).click();
  return shown.evaluate((handle) => handle.shown);
}

async function clickInPlainPage(page: Page): Promise<Shown[]> {
  await page.goto('about:blank');
  await page.setContent(PLAIN);
  const shown: Shown[] = [];
  while (shown.length < CLICKS) shown.push(await click(page, 'button', 'li'));
  return shown;
}

/** No answer comes to any of the requests: the cards can't have waited for it. */
async function clickInGenerator(page: Page, path: string): Promise<Shown[]> {
  await page.route('**/api/generate-image', () => undefined);
  await page.goto(path);
  const studio = new StudioPage(page);
  await studio.ready();
  await studio.prompt.fill('An orchard in frost');
  const shown: Shown[] = [];
  while (shown.length < CLICKS)
    shown.push(await click(page, 'main form button[type="submit"]', 'li[data-status="processing"]'));
  return shown;
}

/** How soon the cards stand in the page after a click on "Generate", while the server says nothing. */
export async function measureSkeleton(world: PageWorld): Promise<Row[]> {
  const rows: Row[] = [];
  for (const slowdown of [1, 4]) {
    const plain = await inNewPage(world, { slowdown }, clickInPlainPage);
    const { account, path } = await world.personWithFeed();
    const cards = await inNewPage(world, { account, slowdown }, (page) => clickInGenerator(page, path));
    const most = (shown: Shown[]) => Math.max(...shown.map(({ frames }) => frames));
    const median = (shown: Shown[]) =>
      quantile(
        shown.map(({ ms }) => ms),
        0.5,
      );
    const at = `at ${slowdown}× slowdown, beside a page that adds one element`;
    rows.push(
      toRow(`click to skeleton, the answer held back, ${at}`, most(cards), 'frames', most(plain), {
        of: 'value',
        atMost: 1,
      }),
      toRow(`the same, until painted, ${at}`, median(cards), 'ms', median(plain)),
    );
  }
  return rows;
}

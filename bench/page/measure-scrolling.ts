import type { CDPSession, Page } from '@playwright/test';
import { type Row, toRow } from '@/bench/row';
import { seedPictures } from '@/tests/support/seed-pictures';
import { inNewPage } from './in-new-page';
import type { PageWorld } from './page-world';

const PICTURES = 10_000;
/** One movement, and how fast it is: 5 windows per second. */
const DISTANCE = 20_000;
const SPEED = 4_500;
const LIMIT_MS = 50;

interface Scrolled {
  /** Pixels, down and up. */
  distance: number;
  /** Longest tasks first, in ms; the browser tells of those over 50 ms. */
  long: number[];
  /** The longest time between two frames, in ms. */
  gap: number;
}

/** Scrolls as a wheel does that never stops; the page must not know of it before. */
async function wheel(session: CDPSession, distance: number): Promise<void> {
  await session.send('Input.synthesizeScrollGesture', {
    x: 900,
    y: 600,
    yDistance: -distance,
    speed: SPEED,
    gestureSourceType: 'mouse',
    preventFling: true,
  });
}

async function scroll(page: Page, path: string, loaded: number): Promise<Scrolled> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  const session = await page.context().newCDPSession(page);
  const watched = await page.evaluateHandle(() => {
    const seen = { long: [] as number[], gap: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.long.push(entry.duration);
    }).observe({ type: 'longtask' });
    let last = performance.now();
    const look = (now: number) => {
      seen.gap = Math.max(seen.gap, now - last);
      last = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame((now) => {
      last = now;
      look(now);
    });
    return seen;
  });
  let distance = 0;
  const go = async (by: number) => {
    await wheel(session, by);
    distance += Math.abs(by);
  };
  const all = () =>
    page.evaluate(
      (count) =>
        [...document.querySelectorAll('[role="status"]')].some((one) => one.textContent.includes(count)),
      loaded.toLocaleString('en-US'),
    );
  await go(DISTANCE);
  while (loaded > 0 && !(await all())) await go(DISTANCE);
  await go(-DISTANCE);
  await go(DISTANCE);
  const { long, gap } = await watched.jsonValue();
  return { distance, long: long.toSorted((a, b) => b - a), gap };
}

/** The gallery of 10,000 pictures, from the first to the last and back for a while, on the processor as it is. */
export async function measureScrolling(world: PageWorld): Promise<Row[]> {
  const account = await world.signUp();
  await seedPictures(world.app.database, account.id, PICTURES);
  const gallery = await inNewPage(world, { account }, async (page) => {
    // Thumbnails as they are stored; ten thousand of them would take the server minutes to store.
    let served = 0;
    await page.route(/\/api\/images\/[0-9a-f-]{36}/, (route) => {
      const sample = world.samples[served++ % world.samples.length];
      return route.fulfill({ body: sample?.thumb ?? '', contentType: 'image/webp' });
    });
    return scroll(page, '/gallery', PICTURES);
  });
  const document = await inNewPage(world, {}, (page) => scroll(page, '/api-docs', 0));
  console.error('  ', JSON.stringify({ gallery, document }));
  const beside = `beside a long page of text`;
  return [
    toRow(
      `gallery of ${PICTURES.toLocaleString('en-US')}: tasks over ${LIMIT_MS} ms while scrolling ${gallery.distance.toLocaleString('en-US')} px, ${beside}`,
      gallery.long.length,
      'tasks',
      document.long.length,
      { of: 'value', atMost: 0 },
    ),
    toRow(`the longest time between two frames meanwhile, ${beside}`, gallery.gap, 'ms', document.gap),
  ];
}

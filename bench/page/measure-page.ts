import type { Row } from '@/bench/row';
import { measureJavascript } from './measure-javascript';
import { measureRenders } from './measure-renders';
import { measureScrolling } from './measure-scrolling';
import { measureSkeleton } from './measure-skeleton';
import { measureVitals } from './measure-vitals';
import { startPageWorld } from './page-world';

/** What a person feels of the pages: in a real browser, from the production build, with a full feed and a full gallery. */
export async function measurePage(): Promise<Row[]> {
  const world = await startPageWorld();
  try {
    return [
      ...(await measureJavascript(world)),
      ...(await measureVitals(world)),
      ...(await measureSkeleton(world)),
      ...(await measureRenders(world)),
      ...(await measureScrolling(world)),
    ];
  } finally {
    await world.close();
  }
}

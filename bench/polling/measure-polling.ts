import type { Row } from '@/bench/row';
import { measureLive } from './measure-live';
import { measureRivals, measureSimulated } from './measure-simulated';

/** What looking costs and how late it shows a picture, simulated and with the real server and browsers. */
export async function measurePolling(): Promise<Row[]> {
  return [...measureSimulated(6000), ...measureRivals(2000), ...(await measureLive())];
}

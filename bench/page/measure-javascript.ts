import { type Row, toRow } from '@/bench/row';
import { loadScripts } from '@/tests/support/load-scripts';
import { inNewPage } from './in-new-page';
import type { PageWorld } from './page-world';

/** The page for an address that leads nowhere: what the framework and the frame of every page weigh. */
const BARE = '/no-such-page';

/** Kilobytes of script, compressed, that a browser which has visited nothing before loads until the page is idle, untouched. */
export async function measureJavascript(world: PageWorld): Promise<Row[]> {
  const { account, path } = await world.personWithFeed();
  const weigh = (address: string, signedIn?: typeof account) =>
    inNewPage(world, signedIn ? { account: signedIn } : {}, async (page) => {
      const sizes = await loadScripts(page, address);
      return [...sizes.values()].reduce((sum, size) => sum + size, 0) / 1000;
    });
  const bare = await weigh(BARE);
  const row = (page: string, kilobytes: number, goal?: Parameters<typeof toRow>[4]) =>
    toRow(
      `first-load JavaScript, gzip: ${page}, beside the page of a wrong address`,
      kilobytes,
      'kB',
      bare,
      goal,
    );
  return [
    row('generator', await weigh(path, account), { of: 'value', atMost: 200 }),
    row('generator of a new account', await weigh('/image-generator/new', account)),
    row('gallery', await weigh('/gallery', account)),
    row('start', await weigh('/')),
    row('sign-in', await weigh('/login')),
    row("the API's page", await weigh('/api-docs')),
  ];
}

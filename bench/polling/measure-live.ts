import { type Row, toRow } from '@/bench/row';
import { quantile } from '@/tests/support/quantile';
import type { StudioPage } from '@/tests/support/studio-page';
import { seededRandom } from './durations';
import { LIVE, type LiveWorld, type Size, startLiveWorld } from './live-world';
import { ours } from './policies';
import { mean, playOne } from './simulate';
import { type Looks, readLooks } from './watch-looks';

/** People of each kind at once, each making one picture after the other, so many. */
const PEOPLE = 10;
const PICTURES = { '1K': 8, '2K': 5 } as const;
const REPLAYS = 200;

/** How the end of one task was seen. */
interface Seen {
  looks: number;
  lagMs: number;
}

interface Lived {
  taskId: string;
  startedAt: number;
  finishedAt: number;
  quantilesMs: number[] | null;
  earlyMs: number | null;
}

async function makePictures(studio: StudioPage, size: Size): Promise<Looks> {
  for (let picture = 1; picture <= PICTURES[size]; picture += 1) {
    await studio.send(`picture ${picture}`);
    await studio.page.waitForFunction((count) => window.looks.ended.length >= count, picture, {
      timeout: 300_000,
    });
  }
  const looks = await readLooks(studio.page);
  await studio.page.context().close();
  return looks;
}

async function readTasks({ app }: LiveWorld, taskIds: string[]): Promise<Lived[]> {
  return app.database<Lived[]>`
    select t.id as "taskId", b.quantiles_ms as "quantilesMs", b.early_ms as "earlyMs",
           extract(epoch from t.started_at)::double precision * 1000 as "startedAt",
           extract(epoch from t.finished_at)::double precision * 1000 as "finishedAt"
      from public.tasks t join public.generated_images g on g.task_id = t.id join public.batches b on b.id = g.batch_id
     where t.id = any (${taskIds})`;
}

/** The look at once after the write is not counted: the simulation has none. */
function seenLive(task: Lived, { polls, ended }: Looks): Seen {
  const shownAt = ended.find(({ taskId }) => taskId === task.taskId)?.at ?? Number.NaN;
  const looks = polls.filter(({ from, to }) => to > task.startedAt && from < shownAt).length - 1;
  return { looks, lagMs: shownAt - task.finishedAt };
}

/** The same task, with the same history, on the simulated clock. */
function seenSimulated({ startedAt, finishedAt, ...history }: Lived): Seen[] {
  const policy = ours(history, seededRandom(finishedAt % 1e6));
  return Array.from({ length: REPLAYS }, () => playOne(policy, finishedAt - startedAt));
}

async function measureKind(world: LiveWorld, size: Size): Promise<Row[]> {
  const people: StudioPage[] = [];
  while (people.length < PEOPLE) people.push(await world.enter(size));
  const pages = await Promise.all(people.map((studio) => makePictures(studio, size)));
  const live: Seen[] = [];
  const simulated: Seen[] = [];
  for (const looks of pages) {
    const tasks = await readTasks(
      world,
      looks.ended.map(({ taskId }) => taskId),
    );
    live.push(...tasks.map((task) => seenLive(task, looks)));
    simulated.push(...tasks.flatMap(seenSimulated));
  }
  const roundTrip = mean(pages.flatMap(({ polls }) => polls.map(({ from, to }) => to - from)));
  const lag = (seen: Seen[]) => mean(seen.map(({ lagMs }) => lagMs));
  const p95 = (seen: Seen[]) =>
    quantile(
      seen.map(({ lagMs }) => lagMs),
      0.95,
    );
  const looks = (seen: Seen[]) => mean(seen.map((task) => task.looks));
  const name = `live, ${LIVE[size].name}`;
  return [
    toRow(`${name}: looks per task, beside simulated`, looks(live), '', looks(simulated)),
    toRow(`${name}: mean lag, beside simulated`, lag(live) / 1000, 's', lag(simulated) / 1000),
    toRow(`${name}: p95 of the lag, beside simulated`, p95(live) / 1000, 's', p95(simulated) / 1000),
    toRow(
      `${name}: seen later than simulated by, beside a round trip`,
      lag(live) - lag(simulated),
      'ms',
      roundTrip,
      {
        of: 'ratio',
        atMost: 1,
      },
    ),
  ];
}

/** The same schedule with the real server, real browsers, and times that are shortened. */
export async function measureLive(): Promise<Row[]> {
  const world = await startLiveWorld();
  try {
    const [a = [], b = []] = await Promise.all([measureKind(world, '1K'), measureKind(world, '2K')]);
    return [...a, ...b];
  } finally {
    await world.close();
  }
}

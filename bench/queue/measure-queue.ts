import { type Goal, type Row, toRow } from '@/bench/row';
import { quantile } from '@/tests/support/quantile';
import { openQueues } from './open-queues';

const CONNECTIONS = 8;
const DEPTHS = [0, 100_000, 1_000_000] as const;
const JOBS = 300;
const ROUNDS = 15;

interface Round {
  enqueueSeconds: number;
  drainSeconds: number;
  claimP50: number;
  claimP95: number;
}

type Figure = keyof Round;
const median = (rounds: Round[], figure: Figure) =>
  quantile(
    rounds.map((round) => round[figure]),
    0.5,
  );

/**
 * Ours, graphile-worker and pg-boss in turn, round after round, so that what slows the machine slows them alike; the medians
 * of the rounds. One job per claim, one call to finish it, the same number of connections. Bare, the other two take a job that
 * does nothing; on the same work they have an application around them that keeps what ours keeps.
 */
export async function measureQueue(): Promise<Row[]> {
  const { all, analyse, close } = await openQueues(CONNECTIONS, DEPTHS);
  const measured = new Map(all.map((open) => [open, [] as Round[]]));
  try {
    // The first round opens connections and leaves rows to be analysed; it does not count.
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [{ queue }, rounds] of measured) {
        const enqueueSeconds = await queue.enqueue(JOBS);
        const { seconds: drainSeconds, claimMs } = await queue.drain(JOBS);
        const claims = { claimP50: quantile(claimMs, 0.5), claimP95: quantile(claimMs, 0.95) };
        if (round > 0) rounds.push({ enqueueSeconds, drainSeconds, ...claims });
      }
      if (round === 0) await analyse();
      console.error(`  round ${round} of ${ROUNDS}`);
    }
  } finally {
    await close();
  }

  const figureOf = (name: string, behind: number, figure: Figure) =>
    median([...measured].find(([open]) => open.name === name && open.behind === behind)?.[1] ?? [], figure);
  const fastest = (behind: number, figure: Figure) =>
    Math.min(figureOf('graphile-worker', 0, figure), figureOf('pg-boss', behind, figure));
  const perSecond = (what: string, behind: number, figure: Figure, rival: number, goal?: Goal) =>
    toRow(`queue: ${what}`, JOBS / figureOf('ours', behind, figure), '/s', JOBS / rival, goal);
  const perJob = (behind: number) => (figureOf('ours', behind, 'drainSeconds') / JOBS) * 1000;

  const rows = DEPTHS.flatMap((behind) => {
    const at = `${behind} finished behind`;
    const rival = 'bare, against the faster of graphile-worker and pg-boss';
    const claimIn = (name: string, figure: Figure) =>
      toRow(`queue: claim, ${name}, ${at}`, figureOf('ours', behind, figure), 'ms', fastest(behind, figure));
    return [
      perSecond(`enqueue, ${at}, ${rival}`, behind, 'enqueueSeconds', fastest(behind, 'enqueueSeconds')),
      perSecond(`claim + complete, ${at}, ${rival}`, behind, 'drainSeconds', fastest(behind, 'drainSeconds')),
      perSecond(
        `claim + complete, ${at}, against pg-boss`,
        behind,
        'drainSeconds',
        figureOf('pg-boss', behind, 'drainSeconds'),
      ),
      claimIn('p50', 'claimP50'),
      claimIn('p95', 'claimP95'),
    ];
  });
  const toEmpty = DEPTHS.slice(1).map((behind) =>
    toRow(
      `queue: claim + complete, ${behind} finished behind, against the empty table`,
      perJob(behind),
      'ms',
      perJob(0),
      {
        of: 'ratio',
        atMost: 1.1,
      },
    ),
  );
  const same = (what: string, figure: Figure, goal?: Goal) => {
    const rivals = ['graphile-worker with an application', 'pg-boss with an application'].map((name) =>
      figureOf(name, 0, figure),
    );
    return ['graphile-worker', 'pg-boss'].map((name, index) => {
      const rival = rivals[index] ?? Number.NaN;
      const faster = rival === Math.min(...rivals);
      return perSecond(
        `${what}, the same work, against ${name}`,
        0,
        figure,
        rival,
        faster ? goal : undefined,
      );
    });
  };
  return [
    ...same('enqueue', 'enqueueSeconds'),
    ...same('claim + complete', 'drainSeconds', { of: 'ratio', atLeast: 1 }),
    ...rows,
    ...toEmpty,
  ];
}

import { fitDurations } from './duration-model';

/** What the schedule knows of an open task. Times in ms of the database's clock. */
export interface AwaitedTask {
  status: 'queued' | 'processing';
  lane: string;
  /** How many tasks of the account may run in its lane. */
  places: number;
  /** For other tasks, which may be looked at too. */
  waits: boolean;
  createdAt: number;
  /** Begin of the running attempt. */
  startedAt: number | null;
  /** While it waits between attempts: when the next one is due. */
  retryAt: number | null;
  /** Quantiles of how long such work has been taking; null without history. */
  quantilesMs: readonly number[] | null;
  /** When the fast failures of its history were over; null if there were none. */
  earlyMs: number | null;
}

/** How many tasks of the account run in each lane, asked for or not. */
export type Running = Readonly<Record<string, number>>;

/** Gaps between looks; the wait for the first one may be longer. */
const SHORTEST_MS = 1000;
const LONGEST_MS = 15_000;
const JITTER = 0.1;

/** A due task is claimed within this time. */
const CLAIM_MS = 1000;

/**
 * Looking costs a request, not looking shows a picture late. The least of both together is to look at a rate that follows
 * the square root of the hazard of ending (Munford and Shahani 1972, Keller 1974). For durations like these that is: wait
 * while next to nothing ends, then look at a pace that is somewhat slower before the median and constant after it.
 * The figures were chosen so that a picture takes about ten looks, and come within a few percent of the optimum by
 * dynamic programming (`npm run bench -- polling`).
 */
const FIRST_LOOK_AT = -1.6;
const PACE = 0.1418;
const PACE_OF_SPREAD = 0.95;
const SLOWER_BEFORE_MEDIAN = 0.18;
/** Past all but the slowest half percent, the longer it has taken, the longer it will take. */
const LATE_AT = 2.6;

/** Without history every order of magnitude is as likely: gaps grow with the time waited. */
const PRIOR_PACE = 0.2;
const QUEUE_PACE = 0.1;

/** Several tasks share each look, so that four cost less than twice the looks of one. */
const SHARING = 0.36;

interface Look {
  /** Until a moment that is known. */
  certainMs: number;
  /** After that, as likely as not. */
  likelyMs: number;
  /** One of several gaps, which tasks that are looked at together share. */
  paced: boolean;
}

const gap = (likelyMs: number): Look => ({ certainMs: 0, likelyMs, paced: true });
const wait = (likelyMs: number, certainMs = 0): Look => ({ certainMs, likelyMs, paced: false });

function lookAtRunning({ startedAt, createdAt, quantilesMs, earlyMs }: AwaitedTask, now: number): Look {
  const elapsed = Math.max(0, now - (startedAt ?? createdAt));
  if (!quantilesMs) return gap(elapsed * PRIOR_PACE);

  const { medianMs, spread } = fitDurations(quantilesMs);
  const firstLook = medianMs * Math.exp(FIRST_LOOK_AT * spread);
  const passed = (moment: number) => elapsed >= moment * (1 - JITTER);
  if (earlyMs !== null && 2 * earlyMs < firstLook && !passed(earlyMs)) return wait(earlyMs - elapsed);
  if (!passed(firstLook)) return wait(firstLook - elapsed);

  const deviations = Math.log(elapsed / medianMs) / spread;
  const pace = PACE * medianMs * spread ** PACE_OF_SPREAD;
  const early = 1 + SLOWER_BEFORE_MEDIAN * Math.max(0, -deviations);
  const late = Math.max(1, elapsed / (medianMs * Math.exp(LATE_AT * spread)));
  return gap(pace * early * late);
}

/** null: it starts when a running one that is looked at ends. */
function lookAtQueued(task: AwaitedTask, now: number, follows: boolean): Look | null {
  if (task.retryAt !== null && task.retryAt > now) return wait(CLAIM_MS, task.retryAt - now);
  return follows ? null : gap((now - task.createdAt) * QUEUE_PACE);
}

/**
 * When to look at these tasks again, in ms from `now`; null when none is open. One look serves all.
 * `random`: 0 to 1, spreads the looks of many browsers by ±10 %.
 */
export function nextPollMs(
  tasks: readonly AwaitedTask[],
  now: number,
  running: Running,
  random: () => number = Math.random,
): number | null {
  const processing = tasks.filter((task) => task.status === 'processing');
  const follows = ({ lane, places, waits }: AwaitedTask) => {
    if (waits) return tasks.some((task) => !task.waits);
    const held = running[lane] ?? 0;
    return held >= places && processing.filter((task) => task.lane === lane).length >= held;
  };
  const looks = tasks
    .map((task) =>
      task.status === 'processing' ? lookAtRunning(task, now) : lookAtQueued(task, now, follows(task)),
    )
    .filter((look) => look !== null);
  if (looks.length === 0) return null;

  const sharing = Math.max(1, looks.filter((look) => look.paced).length) ** SHARING;
  const jitter = 1 - JITTER + 2 * JITTER * random();
  const inMs = looks.map(({ certainMs, likelyMs, paced }) => {
    const bounded = paced ? Math.min(LONGEST_MS, likelyMs * sharing) : likelyMs;
    return certainMs + Math.max(SHORTEST_MS, bounded) * jitter;
  });
  return Math.round(Math.min(...inMs));
}

import { type Durations, draw, seededRandom } from './durations';

const STEP_MS = 250;
const SAMPLES = 200_000;

/** Of a duration, by steps of time: the share that has ended, and the mean of those (in ms, times their share). */
function accumulate(durations: Durations): { ended: Float64Array; endedMs: Float64Array } {
  const random = seededRandom(1);
  const samples = Float64Array.from({ length: SAMPLES }, () => draw(durations, random).ms).sort();
  const steps = Math.ceil((samples.at(-1) ?? 0) / STEP_MS) + 1;
  const ended = new Float64Array(steps);
  const endedMs = new Float64Array(steps);
  for (const ms of samples) {
    const step = Math.ceil(ms / STEP_MS);
    ended[step] = (ended[step] ?? 0) + 1 / SAMPLES;
    endedMs[step] = (endedMs[step] ?? 0) + ms / SAMPLES;
  }
  for (let step = 1; step < steps; step += 1) {
    ended[step] = (ended[step] ?? 0) + (ended[step - 1] ?? 0);
    endedMs[step] = (endedMs[step] ?? 0) + (endedMs[step - 1] ?? 0);
  }
  return { ended, endedMs };
}

/** The steps to look at that cost least, when a look costs as much as being late by `lookMs`. Bellman, from the end. */
function bestLooks({ ended, endedMs }: ReturnType<typeof accumulate>, lookMs: number): number[] {
  const last = ended.length - 1;
  const cost = new Float64Array(ended.length);
  const next = new Int32Array(ended.length);
  for (let from = last - 1; from >= 0; from -= 1) {
    let least = Number.POSITIVE_INFINITY;
    for (let to = from + 1; to <= last; to += 1) {
      const late =
        to * STEP_MS * ((ended[to] ?? 0) - (ended[from] ?? 0)) - ((endedMs[to] ?? 0) - (endedMs[from] ?? 0));
      if (late > least) break;
      const total = late + (cost[to] ?? 0);
      if (total < least) {
        least = total;
        next[from] = to;
      }
    }
    cost[from] = least + lookMs * (1 - (ended[from] ?? 0));
  }
  const looks: number[] = [];
  for (let step = next[0] ?? last; step < last; step = next[step] ?? last) looks.push(step);
  return [...looks, last];
}

/** The least mean lag in ms that looking `polls` times for each task can have, the durations being known. */
export function optimalLagMs(durations: Durations, polls: number): number {
  const known = accumulate(durations);
  const outcome = (looks: readonly number[]) => {
    let seen = 0;
    let lag = 0;
    let before = 0;
    for (const step of looks) {
      const now = known.ended[step] ?? 0;
      seen += 1 - (known.ended[before] ?? 0);
      lag += step * STEP_MS * (now - (known.ended[before] ?? 0));
      lag -= (known.endedMs[step] ?? 0) - (known.endedMs[before] ?? 0);
      before = step;
    }
    return { polls: seen, lag };
  };
  let cheap = { price: 1, ...outcome(bestLooks(known, 1)) };
  let dear = { price: 60_000, ...outcome(bestLooks(known, 60_000)) };
  for (let round = 0; round < 16; round += 1) {
    const price = Math.sqrt(cheap.price * dear.price);
    const tried = { price, ...outcome(bestLooks(known, price)) };
    if (tried.polls > polls) cheap = tried;
    else dear = tried;
  }
  // Between the two nearest policies one may throw a coin.
  const share = cheap.polls === dear.polls ? 0 : (polls - dear.polls) / (cheap.polls - dear.polls);
  return dear.lag + share * (cheap.lag - dear.lag);
}

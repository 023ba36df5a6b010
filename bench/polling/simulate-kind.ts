import { DURATIONS, type Durations, draw, type Random, representatives, seededRandom } from './durations';
import { knowExactly, learn } from './history';
import { ours, type Policy } from './policies';
import { type Outcome, simulate, simulateSingle } from './simulate';

const REPRESENTATIVES = 400;

/** Rounds of `open` tasks that begin at once; each policy plays some of them. */
function* rounds(durations: Durations, policies: Iterable<Policy>, open: number, random: Random) {
  for (const policy of policies) {
    for (let round = 0; round < 3; round += 1) {
      yield { policy, durationsMs: Array.from({ length: open }, () => draw(durations, random).ms) };
    }
  }
}

/** Our schedule, again and again with another history of 50. */
function* learning(durations: Durations, histories: number, random: Random) {
  for (let history = 0; history < histories; history += 1) yield ours(learn(durations, random), random);
}

/** One task at a time, our schedule learned from 50 attempts. */
export function simulateLearned(durations: Durations, histories: number): Outcome {
  return simulateSingle(
    learning(durations, histories, seededRandom(1)),
    representatives(durations, REPRESENTATIVES),
  );
}

/** Four tasks that begin at once. */
export function simulateFour(durations: Durations, histories: number): Outcome {
  const random = seededRandom(4);
  return simulate(rounds(durations, learning(durations, histories, random), 4, random));
}

/** One task at a time, our schedule knowing the quantiles exactly. */
export function simulateExact(durations: Durations, rounds: number): Outcome {
  const policy = ours(knowExactly(durations), seededRandom(0));
  return simulateSingle(Array<Policy>(rounds).fill(policy), representatives(durations, REPRESENTATIVES));
}

/** How long after it failed a fast failure is seen: 8 % of B fail after 1 to 4 s, also in the past. In ms. */
export function simulateFailures(histories: number): number[] {
  const random = seededRandom(8);
  const failures = { share: 0.08, fromMs: 1000, toMs: 4000 };
  const failing: Durations = { medianMs: 0, spread: 0, failures: { ...failures, share: 1 } };
  return simulate(rounds(failing, learning({ ...DURATIONS.B, failures }, histories, random), 1, random))
    .lagsMs;
}

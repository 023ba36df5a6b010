import { quantile } from '@/tests/support/quantile';
import type { Policy } from './policies';

/** What looking cost, and how late the ends were seen. */
export interface Outcome {
  pollsPerRound: number;
  lagsMs: number[];
}

/** Plays rounds of tasks that begin at once, on a simulated clock: one policy for each round of durations in ms. */
export function simulate(rounds: Iterable<{ policy: Policy; durationsMs: number[] }>): Outcome {
  const lagsMs: number[] = [];
  let polls = 0;
  let played = 0;
  for (const { policy, durationsMs } of rounds) {
    let open = durationsMs;
    let now = 0;
    for (let looks = 0; open.length > 0; looks += 1) {
      now += policy(now, open.length, looks);
      for (const ms of open) if (ms <= now) lagsMs.push(now - ms);
      open = open.filter((ms) => ms > now);
      polls += 1;
    }
    played += 1;
  }
  return { pollsPerRound: polls / played, lagsMs };
}

/** One task at a time; each policy is judged by all these durations in ms. */
export function simulateSingle(policies: Iterable<Policy>, durationsMs: readonly number[]): Outcome {
  const lagsMs: number[] = [];
  let polls = 0;
  for (const policy of policies) {
    let open = durationsMs;
    let now = 0;
    for (let looks = 0; open.length > 0; looks += 1) {
      now += policy(now, 1, looks);
      polls += open.length;
      for (const ms of open) if (ms <= now) lagsMs.push(now - ms);
      open = open.filter((ms) => ms > now);
    }
  }
  return { pollsPerRound: polls / lagsMs.length, lagsMs };
}

/** One task of one duration in ms. */
export function playOne(policy: Policy, ms: number): { looks: number; lagMs: number } {
  const { pollsPerRound, lagsMs } = simulateSingle([policy], [ms]);
  return { looks: pollsPerRound, lagMs: lagsMs[0] ?? 0 };
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const meanLagSeconds = ({ lagsMs }: Outcome) => mean(lagsMs) / 1000;

export const p95LagSeconds = ({ lagsMs }: Outcome) => quantile(lagsMs, 0.95) / 1000;

import { type Row, toRow } from '@/bench/row';
import { DURATIONS, representatives } from './durations';
import { optimalLagMs } from './optimum';
import { doubling, fixed, type Policy } from './policies';
import { mean, meanLagSeconds, p95LagSeconds, simulateSingle } from './simulate';
import { simulateExact, simulateFailures, simulateFour, simulateLearned } from './simulate-kind';

const GOALS = {
  A: { polls: 10.5, lag: 1.4, p95: 2.6 },
  B: { polls: 10.5, lag: 3.5, p95: 7.5 },
} as const;

const RIVALS: Record<string, Policy> = {
  'every 3 s': fixed(3000),
  'every 1 s': fixed(1000),
  '1, 2, 4 … 30 s': doubling,
};

const play = (kind: 'A' | 'B', policy: Policy) =>
  simulateSingle([policy], representatives(DURATIONS[kind], 2000));

function measureKind(kind: 'A' | 'B', histories: number): Row[] {
  const one = simulateLearned(DURATIONS[kind], histories);
  const four = simulateFour(DURATIONS[kind], histories);
  const exact = simulateExact(DURATIONS[kind], histories / 10);
  const every3 = play(kind, fixed(3000));
  const { polls, lag, p95 } = GOALS[kind];
  const optimum = optimalLagMs(DURATIONS[kind], exact.pollsPerRound) / 1000;
  return [
    toRow(`${kind}: looks per task, beside every 3 s`, one.pollsPerRound, '', every3.pollsPerRound, {
      of: 'value',
      atMost: polls,
    }),
    toRow(`${kind}: mean lag, beside every 3 s`, meanLagSeconds(one), 's', meanLagSeconds(every3), {
      of: 'value',
      atMost: lag,
    }),
    toRow(`${kind}: p95 of the lag, beside every 3 s`, p95LagSeconds(one), 's', p95LagSeconds(every3), {
      of: 'value',
      atMost: p95,
    }),
    toRow(
      `${kind}: mean lag with exact quantiles, beside the optimum with as many looks`,
      meanLagSeconds(exact),
      's',
      optimum,
      {
        of: 'ratio',
        atMost: 1.05,
      },
    ),
    toRow(`${kind}: looks at four tasks at once, beside one`, four.pollsPerRound, '', one.pollsPerRound, {
      of: 'ratio',
      atMost: 1.7,
    }),
  ];
}

/** What else one might do. */
export function measureRivals(histories: number): Row[] {
  return (['A', 'B'] as const).flatMap((kind) => {
    const ours = simulateLearned(DURATIONS[kind], histories);
    return Object.entries(RIVALS).flatMap(([name, policy]) => {
      const rival = play(kind, policy);
      return [
        toRow(`${kind}: looks per task ${name}, beside ours`, rival.pollsPerRound, '', ours.pollsPerRound),
        toRow(`${kind}: mean lag ${name}, beside ours`, meanLagSeconds(rival), 's', meanLagSeconds(ours)),
        toRow(`${kind}: p95 of the lag ${name}, beside ours`, p95LagSeconds(rival), 's', p95LagSeconds(ours)),
      ];
    });
  });
}

/** On a simulated clock, for durations A (median 25 s, p95 70 s) and B (median 120 s, p95 200 s), learned anew from so many histories. */
export function measureSimulated(histories: number): Row[] {
  const seen = mean(simulateFailures(histories)) / 1000;
  const doubled = meanLagSeconds(simulateSingle([doubling], [1000, 1500, 2000, 2500, 3000, 3500, 4000]));
  return [
    ...measureKind('A', histories),
    ...measureKind('B', histories),
    toRow('B: a fast failure is seen after, beside 1, 2, 4 … 30 s', seen, 's', doubled, {
      of: 'value',
      atMost: 5,
    }),
  ];
}

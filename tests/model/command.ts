import fc from 'fast-check';

/** A call that is still to be given its tasks and leases: `pick` counts back from the latest that there are then. */
export type Command = { crash?: boolean } & (
  | { do: 'create'; user: number; count: number; price: number; delays: readonly number[] }
  | { do: 'replay' | 'cancel' | 'delete' | 'restore'; pick: number; stranger?: boolean }
  | { do: 'retry'; pick: number; delays: readonly number[] }
  | { do: 'claim'; limit: number }
  | { do: 'heartbeat' | 'keep' | 'forget' | 'complete' | 'release'; pick: number }
  | { do: 'fail'; pick: number; retryable: boolean; afterSeconds: number }
  | { do: 'sweep' | 'purge' }
  | { do: 'step'; seconds: number }
);

const pick = fc.nat(5);
const delays: fc.Arbitrary<readonly number[]> = fc.constantFrom([35], [14, 49], []);

const kinds = {
  create: fc.record({
    do: fc.constant('create' as const),
    user: fc.nat(1),
    count: fc.integer({ min: 1, max: 4 }),
    price: fc.constantFrom(4, 0, 30),
    delays,
  }),
  onTask: fc.record({
    do: fc.constantFrom('replay' as const, 'cancel' as const, 'delete' as const, 'restore' as const),
    pick,
    stranger: fc.nat(9).map((n) => n === 9),
  }),
  retry: fc.record({ do: fc.constant('retry' as const), pick, delays }),
  claim: fc.record({ do: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 4 }) }),
  onLease: fc.record({
    do: fc.constantFrom(
      ...(['heartbeat', 'keep', 'keep', 'forget', 'complete', 'complete', 'release', 'release'] as const),
    ),
    pick,
  }),
  fail: fc.record({
    do: fc.constant('fail' as const),
    pick,
    retryable: fc.boolean(),
    afterSeconds: fc.constantFrom(0, 28, 210),
  }),
  sweep: fc.record({ do: fc.constantFrom('sweep' as const, 'purge' as const) }),
  step: fc.record({
    do: fc.constant('step' as const),
    seconds: fc.constantFrom(7, 21, 35, 63, 70, 84, -7, -70, -3598, 3598),
  }),
};

const command: fc.Arbitrary<Command> = fc
  .tuple(
    fc.oneof(
      { arbitrary: kinds.create, weight: 4 },
      { arbitrary: kinds.onTask, weight: 4 },
      { arbitrary: kinds.retry, weight: 2 },
      { arbitrary: kinds.claim, weight: 4 },
      { arbitrary: kinds.onLease, weight: 5 },
      { arbitrary: kinds.fail, weight: 3 },
      { arbitrary: kinds.sweep, weight: 3 },
      { arbitrary: kinds.step, weight: 3 },
    ),
    fc.nat(9).map((n) => n === 9),
  )
  .map(([chosen, crash]) => (crash ? { ...chosen, crash } : chosen));

/** A list of commands, to be carried out one after the other. */
export function commands(maxLength: number): fc.Arbitrary<Command[]> {
  return fc.array(command, { maxLength, size: 'max' });
}

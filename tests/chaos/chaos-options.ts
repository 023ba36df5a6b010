import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** How a chaos run is set up; times in seconds unless they say otherwise. */
export interface ChaosOptions {
  tasks: number;
  users: number;
  /** The same seed makes the same choices; what the machine makes of them depends on its pace. */
  seed: string;
  leaseSeconds: number;
  heartbeatSeconds: number;
  sweepSeconds: number;
  attemptTimeoutSeconds: number;
  retryDelaysSeconds: number[];
  /** Between two acts of sabotage. */
  sabotageEveryMs: [number, number];
  /** Between two things that one user does. */
  userPauseMs: [number, number];
  /** How often what a user does is asking for pictures. */
  createChance: number;
  /** What share of the tasks is asked for in groups. */
  groupShare: number;
  /** The share of written rows whose transaction ends with a time-out or a deadlock. */
  databaseFaults: number;
  /** How far the database's clock steps: forth, and back as far another time. */
  clockStepSeconds: number;
  /** Longest time that a fault holds a request. */
  holdMs: number;
  /** How long the provider takes for a picture. */
  pictureMs: [number, number];
  /** A file for everything that the processes log. */
  log?: string | undefined;
}

/** The settings of the product by default, but for a shorter attempt: a provider that hangs would take four minutes. */
const FULL = {
  leaseSeconds: 45,
  heartbeatSeconds: 15,
  sweepSeconds: 15,
  attemptTimeoutSeconds: 20,
  retryDelaysSeconds: [5, 10, 20],
  sabotageEveryMs: [8_000, 20_000],
  userPauseMs: [1_000, 4_000],
  createChance: 0.1,
  groupShare: 1 / 3,
  databaseFaults: 0.005,
  clockStepSeconds: 600,
  holdMs: 2_000,
  pictureMs: [1_000, 12_000],
} as const satisfies Partial<ChaosOptions>;

const QUICK = {
  leaseSeconds: 3,
  heartbeatSeconds: 1,
  sweepSeconds: 1,
  attemptTimeoutSeconds: 3,
  retryDelaysSeconds: [1, 1, 1],
  sabotageEveryMs: [800, 2_000],
  userPauseMs: [100, 400],
  createChance: 0.12,
  groupShare: 1 / 3,
  databaseFaults: 0.005,
  clockStepSeconds: 600,
  holdMs: 300,
  pictureMs: [50, 800],
} as const satisfies Partial<ChaosOptions>;

const count = z
  .string()
  .regex(/^[1-9]\d{0,5}$/, 'must be a whole number')
  .transform(Number);

/** From what follows `npm run chaos --`: `--tasks 1000`, `--seed <any text>`, `--quick`, `--log <file>`. */
export function readChaosOptions(args: string[]): ChaosOptions {
  const { values } = parseArgs({
    args,
    options: {
      tasks: { type: 'string' },
      seed: { type: 'string' },
      quick: { type: 'boolean' },
      log: { type: 'string' },
    },
  });
  const tasks = count.parse(values.tasks ?? '1000');
  return {
    ...structuredClone(values.quick ? QUICK : FULL),
    tasks,
    users: Math.max(3, Math.min(25, Math.round(tasks / 10))),
    seed: values.seed ?? String(randomInt(1_000_000)),
    log: values.log,
  };
}

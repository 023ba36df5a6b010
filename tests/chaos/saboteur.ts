import { setTimeout as wait } from 'node:timers/promises';
import type { SeededRandom } from '@/lib/providers/demo/seeded-random';
import type { CrashingSupabase } from '@/tests/support/embedded';
import type { TestProcess } from '@/tests/support/test-process';
import type { ChaosOptions } from './chaos-options';

/** What was done to which process, and when, in ms of Date.now. */
export interface Incident {
  kind:
    | 'SIGKILL'
    | 'SIGTERM'
    | 'SIGSTOP'
    | 'database killed'
    | 'Supabase killed'
    | 'clock put forward'
    | 'clock put back';
  process: string;
  at: number;
}

type Kind = Incident['kind'];

/** Shuffled like a deck of cards, so that a short run sees all of them too. */
const DECK: Kind[] = [
  'SIGKILL',
  'SIGKILL',
  'SIGKILL',
  'SIGTERM',
  'SIGTERM',
  'SIGSTOP',
  'SIGSTOP',
  'database killed',
  'Supabase killed',
  'clock put forward',
  'clock put back',
];

interface Targets {
  processes: [TestProcess, ...TestProcess[]];
  supabase: Pick<CrashingSupabase, 'crash' | 'crashDatabase'>;
  stepClock: (seconds: number) => Promise<void>;
}

/** Kills, stops and restarts at random until told to stop. What was killed is started again at once by others. */
export class Saboteur {
  readonly incidents: Incident[] = [];
  readonly #targets: Targets;
  readonly #options: ChaosOptions;
  readonly #random: SeededRandom;
  readonly #stopping = new AbortController();
  #deck: Kind[] = [];
  #frozen: { process: TestProcess; thawed: Promise<void> } | undefined;

  constructor(targets: Targets, options: ChaosOptions, random: SeededRandom) {
    this.#targets = targets;
    this.#options = options;
    this.#random = random;
  }

  /** Resolves once it was stopped and everything runs again. */
  async run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await this.#rest(this.#random.between(...this.#options.sabotageEveryMs));
      if (!this.#stopping.signal.aborted) await this.#strike(this.#draw());
    }
    await this.#frozen?.thawed;
  }

  stop(): void {
    this.#stopping.abort();
  }

  #draw(): Kind {
    if (this.#deck.length === 0) this.#deck = [...DECK];
    const [kind = 'SIGKILL'] = this.#deck.splice(this.#random.int(0, this.#deck.length - 1), 1);
    return kind;
  }

  async #rest(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    if (signal.aborted) return;
    const woken = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
    await Promise.race([wait(ms), woken]);
  }

  async #strike(kind: Kind): Promise<void> {
    const process = this.#random.pick(this.#targets.processes);
    const note = (name: string) => this.incidents.push({ kind, process: name, at: Date.now() });
    if (kind === 'clock put forward' || kind === 'clock put back') {
      note('clock');
      const { clockStepSeconds } = this.#options;
      return this.#targets.stepClock(kind === 'clock put forward' ? clockStepSeconds : -clockStepSeconds);
    }
    if (kind === 'database killed') {
      note('database');
      return this.#targets.supabase.crashDatabase();
    }
    if (kind === 'Supabase killed') {
      note('Supabase');
      return this.#targets.supabase.crash();
    }
    // One at a time: what is stopped hears no other signal, and with all of them stopped nobody would work.
    if (process === this.#frozen?.process || (kind === 'SIGSTOP' && this.#frozen)) {
      this.#deck.push(kind);
      return;
    }
    note(process.name);
    if (kind === 'SIGSTOP') this.#freeze(process);
    else process.signal(kind);
  }

  /** For longer than the lease, so that others take over what it holds, and it wakes up to work that is theirs. */
  #freeze(process: TestProcess): void {
    process.signal('SIGSTOP');
    const ms = (this.#options.leaseSeconds + this.#options.sweepSeconds) * this.#random.between(1000, 1400);
    const thaw = async () => {
      await wait(ms);
      process.signal('SIGCONT');
      this.#frozen = undefined;
    };
    this.#frozen = { process, thawed: thaw() };
  }
}

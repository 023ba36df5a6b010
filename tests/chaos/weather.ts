import { setTimeout as wait } from 'node:timers/promises';
import type { SeededRandom } from '@/lib/providers/demo/seeded-random';
import type { DecideFault } from '@/tests/support/fault-point';
import type { GeminiBehaviour } from '@/tests/support/gemini-server';
import type { ChaosOptions } from './chaos-options';

/** Out of a hundred requests, how many get each of what Gemini does at its worst; the others get a picture in time. */
const PROVIDER: [number, GeminiBehaviour][] = [
  [3, 'hang'],
  [4, { kind: 'quota_minute', retryDelay: '2s' }],
  [1, { kind: 'quota_day', retryDelay: '30s' }],
  [3, 'error_500'],
  [2, 'error_503'],
  [2, 'safety'],
  [1, 'prompt_blocked'],
  [2, 'no_image'],
  [2, 'truncated'],
  [2, 'broken_json'],
  [2, 'garbage'],
  [3, 'reset'],
];

/** What the provider and the network do to a run, by chance; once it is calm they do as they should. */
export class Weather {
  #calm = false;
  readonly #options: ChaosOptions;
  readonly #provider: SeededRandom;
  readonly #network: SeededRandom;
  /** How many requests were dropped or held at each point. */
  readonly struck = new Map<string, number>();

  constructor(options: ChaosOptions, random: SeededRandom) {
    this.#options = options;
    this.#provider = random.fork('provider');
    this.#network = random.fork('network');
  }

  /** From here on faults are over. */
  clear(): void {
    this.#calm = true;
  }

  /** The provider's next answer. */
  behave(): GeminiBehaviour {
    const delayMs = this.#provider.between(...this.#options.pictureMs);
    let lot = this.#calm ? 100 : this.#provider.between(0, 100);
    for (const [share, behaviour] of PROVIDER) {
      lot -= share;
      if (lot < 0) return behaviour;
    }
    return { kind: 'ok', side: 48, delayMs };
  }

  /** One request in 40 is lost before it arrives, or its answer after it worked; one in 40 is held for a while. */
  readonly decide: DecideFault = async ({ point }) => {
    const lot = this.#network.next();
    if (this.#calm || lot > 0.05) return 'pass';
    this.struck.set(point, (this.struck.get(point) ?? 0) + 1);
    if (lot < 0.025) return 'drop';
    await wait(this.#network.between(0, this.#options.holdMs));
    return 'pass';
  };
}

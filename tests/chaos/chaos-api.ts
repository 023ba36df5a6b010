import { setTimeout as wait } from 'node:timers/promises';
import type { SeededRandom } from '@/lib/providers/demo/seeded-random';

export interface ChaosAnswer {
  status: number;
  bytes: Uint8Array;
  json: () => unknown;
}

/** A frozen app answers nobody: a client gives up after this. */
const PATIENCE_MS = 10_000;

/** The app's HTTP API as one account uses it whose connection is bad: it hangs up itself now and then. */
export class ChaosApi {
  readonly #url: string;
  readonly #token: string;
  readonly #random: SeededRandom;
  readonly #statuses: Map<string, number>;

  /** `statuses` counts every answer by its status, and the calls without one as `lost`. */
  constructor(url: string, token: string, random: SeededRandom, statuses: Map<string, number>) {
    this.#url = url;
    this.#token = token;
    this.#random = random;
    this.#statuses = statuses;
  }

  /** One call; undefined when no answer came. */
  async ask(method: string, path: string, body?: unknown): Promise<ChaosAnswer | undefined> {
    const patienceMs = this.#random.chance(0.03) ? this.#random.int(1, 60) : PATIENCE_MS;
    try {
      const response = await fetch(this.#url + path, {
        method,
        headers: {
          Authorization: `Bearer ${this.#token}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(patienceMs),
      });
      const bytes = await response.bytes();
      this.#count(String(response.status));
      return { status: response.status, bytes, json: () => JSON.parse(Buffer.from(bytes).toString()) };
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
      this.#count('lost');
      return undefined;
    }
  }

  /** The same call again and again until there is a definite answer. */
  async insist(method: string, path: string, body?: unknown): Promise<ChaosAnswer> {
    for (;;) {
      const answer = await this.ask(method, path, body);
      if (answer && answer.status < 500) return answer;
      await wait(this.#random.between(100, 500));
    }
  }

  #count(status: string): void {
    this.#statuses.set(status, (this.#statuses.get(status) ?? 0) + 1);
  }
}

interface SemaphoreOptions {
  /** What there is to share: places, bytes. */
  units: number;
  /** The most that one owner holds at a time, so that some is left for whoever comes next. */
  perOwner: number;
}

interface Waiter {
  units: number;
  start: () => void;
}

/**
 * Shares something scarce among owners: each owner's wishes in their order, and owners one after the other, so that nobody
 * waits behind another's backlog. A wish for more than an owner may hold counts as all of that.
 */
export class FairSemaphore {
  readonly #perOwner: number;
  #free: number;
  readonly #held = new Map<string, number>();
  /** Whoever was served last stands last. */
  readonly #waiting = new Map<string, Waiter[]>();

  constructor({ units, perOwner }: SemaphoreOptions) {
    this.#free = units;
    this.#perOwner = perOwner;
  }

  /** Acquires the units, does the work and gives the units back. Rejects with the signal's reason if it aborts before. */
  async run<T>(
    { owner, units = 1, signal }: { owner: string; units?: number; signal?: AbortSignal | undefined },
    work: () => Promise<T>,
  ): Promise<T> {
    const taken = Math.min(units, this.#perOwner);
    await this.#acquire(owner, taken, signal);
    try {
      return await work();
    } finally {
      this.#hold(owner, -taken);
      this.#serve();
    }
  }

  #acquire(owner: string, units: number, signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      this.#remove(owner, waiter);
      reject(signal?.reason);
      this.#serve();
    };
    const waiter: Waiter = {
      units,
      start: () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      },
    };
    if (signal?.aborted) reject(signal.reason);
    else {
      signal?.addEventListener('abort', leave, { once: true });
      const others = this.#waiting.get(owner);
      if (others) others.push(waiter);
      else this.#waiting.set(owner, [waiter]);
      this.#serve();
    }
    return promise;
  }

  #remove(owner: string, waiter: Waiter): void {
    const left = (this.#waiting.get(owner) ?? []).filter((other) => other !== waiter);
    if (left.length > 0) this.#waiting.set(owner, left);
    else this.#waiting.delete(owner);
  }

  #hold(owner: string, units: number): void {
    const held = (this.#held.get(owner) ?? 0) + units;
    if (held > 0) this.#held.set(owner, held);
    else this.#held.delete(owner);
    this.#free -= units;
  }

  #serve(): void {
    for (const [owner, [waiter]] of this.#waiting) {
      if (!waiter || (this.#held.get(owner) ?? 0) + waiter.units > this.#perOwner) continue;
      // It is this owner's turn: smaller wishes behind it would keep it waiting for ever.
      if (waiter.units > this.#free) return;
      this.#hold(owner, waiter.units);
      const left = this.#waiting.get(owner)?.slice(1) ?? [];
      this.#waiting.delete(owner);
      if (left.length > 0) this.#waiting.set(owner, left);
      waiter.start();
    }
  }
}

const holder = globalThis as typeof globalThis & { [key: symbol]: FairSemaphore | undefined };

/** The one {@link FairSemaphore} of this name in this process; global because Next bundles routes and instrumentation apart. */
export function processSemaphore(name: string, options: SemaphoreOptions): FairSemaphore {
  const key = Symbol.for(`darkroom.semaphore.${name}`);
  const semaphore = holder[key] ?? new FairSemaphore(options);
  holder[key] = semaphore;
  return semaphore;
}

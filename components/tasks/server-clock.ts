type Listener = () => void;

interface Ticker {
  value: number;
  listeners: Set<Listener>;
  timer: ReturnType<typeof setInterval> | undefined;
}

/** An answer is never older than this on arrival, so a bigger step back means that the database's clock was set. */
const STEP_MS = 5000;

/**
 * The database's clock as seen from the browser: its last known `now` plus what has passed since. The browser's own
 * date is never used. Ticks are shared: one interval per period, running only while somebody listens.
 */
export class ServerClock {
  /** What the server painted with; hydration must see the same. */
  readonly initial: number;
  private offset: number;
  private readonly tickers = new Map<number, Ticker>();

  constructor(now: string) {
    this.initial = Date.parse(now);
    this.offset = this.initial - performance.now();
  }

  now(): number {
    return this.offset + performance.now();
  }

  /** Takes the `now` of an answer. Latency makes every sample late, so the earliest arrival is the best. */
  sync(now: string): void {
    const offset = Date.parse(now) - performance.now();
    if (offset > this.offset || this.offset - offset > STEP_MS) this.offset = offset;
  }

  /** The time of the last tick of this period, in ms. */
  tick(periodMs: number): number {
    return this.ticker(periodMs).value;
  }

  subscribe(periodMs: number, listener: Listener): () => void {
    const ticker = this.ticker(periodMs);
    if (ticker.listeners.size === 0) {
      ticker.value = this.now();
      ticker.timer = setInterval(() => {
        ticker.value = this.now();
        for (const notify of ticker.listeners) notify();
      }, periodMs);
    }
    ticker.listeners.add(listener);
    return () => {
      ticker.listeners.delete(listener);
      if (ticker.listeners.size === 0) clearInterval(ticker.timer);
    };
  }

  private ticker(periodMs: number): Ticker {
    const existing = this.tickers.get(periodMs);
    if (existing) return existing;
    const created = { value: this.now(), listeners: new Set<Listener>(), timer: undefined };
    this.tickers.set(periodMs, created);
    return created;
  }
}

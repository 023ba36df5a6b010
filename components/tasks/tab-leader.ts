/**
 * Which tab of this browser leads: whoever took the lead last, and when that one goes, the next in line. Web Locks
 * decide, so a tab that is closed or crashes hands over by itself; taking steals the lock, so that one that the browser
 * has suspended holds up nobody. A tab without them, or that can't speak to the others, leads itself.
 */
export class TabLeader {
  private turn: AbortController | undefined;
  private held = false;
  private taking = false;

  constructor(
    private readonly name: string,
    private readonly onChange: (leads: boolean) => void,
  ) {}

  get leads(): boolean {
    return this.held;
  }

  /** Stands in line. */
  join(): void {
    if (!this.turn) void this.request(false);
  }

  /** Leads from now on. */
  take(): void {
    if (this.held || this.taking) return;
    this.turn?.abort();
    void this.request(true);
  }

  /** Hands over, and stands in line no more. */
  leave(): void {
    this.turn?.abort();
    this.turn = undefined;
    this.taking = false;
    this.set(false);
  }

  private async request(steal: boolean): Promise<void> {
    const turn = new AbortController();
    this.turn = turn;
    this.taking = steal;
    const { signal } = turn;
    // There are no locks over plain HTTP from another machine.
    if (typeof BroadcastChannel === 'undefined' || !('locks' in navigator)) return this.set(true);
    try {
      // biome-ignore lint/plugin: a tab without locks leads itself
      await navigator.locks.request(this.name, steal ? { steal } : { signal }, async () => {
        if (signal.aborted) return;
        this.set(true);
        await new Promise((release) => signal.addEventListener('abort', release));
      });
    } catch (error) {
      // Where a browser blocks storage it refuses them.
      if ((error as Error).name !== 'AbortError') return this.set(true);
    }
    if (signal.aborted) return;
    // Another tab has taken it.
    this.set(false);
    void this.request(false);
  }

  private set(held: boolean): void {
    if (held === this.held) return;
    this.held = held;
    this.onChange(held);
  }
}

interface PageEvents {
  /** Somebody looks at this tab again. */
  seen: () => void;
  hidden: () => void;
  online: () => void;
  /** The browser puts the page aside, or closes it. */
  suspended: () => void;
  /** It was put aside and goes on. */
  resumed: () => void;
}

/** Calls back for what happens to the page. Returns the function that ends it. */
export function watchPage({ seen, hidden, online, suspended, resumed }: PageEvents): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  document.addEventListener('visibilitychange', () => (document.hidden ? hidden() : seen()), { signal });
  window.addEventListener('focus', seen, { signal });
  window.addEventListener('online', online, { signal });
  window.addEventListener('pagehide', suspended, { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && resumed(), { signal });
  document.addEventListener('freeze', suspended, { signal });
  document.addEventListener('resume', resumed, { signal });
  return () => controller.abort();
}

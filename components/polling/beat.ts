import { CallError } from '@/lib/http/call-error';
import type { Connection } from './connection';

/** Pauses after failed requests: quick at first, never longer than this. */
const LONGEST_PAUSE_MS = 20_000;

interface Options {
  /** Whether this page is the one that goes on asking. */
  goesOn: () => boolean;
  onState: (connection: Connection) => void;
}

/** One request, and the next when the server says; soon again after one that failed, and never after signing out. */
export class Beat {
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts requests: only the latest says how the connection is and when to ask again. */
  private round = 0;
  private failures = 0;

  constructor(private readonly options: Options) {}

  /** Sends a request now, whatever is waited for; it resolves to the pause until `again`, null for none. */
  async run(request: () => Promise<number | null>, again: () => void): Promise<void> {
    this.stop();
    this.round += 1;
    const { round } = this;
    let wait: number | null = null;
    let connection: Connection = 'fine';
    try {
      wait = await request();
      this.failures = 0;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      connection = error.code === 'unauthenticated' ? 'signed-out' : 'lost';
      if (connection === 'lost') wait = Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** this.failures++);
    }
    if (round !== this.round) return;
    this.options.onState(connection);
    if (wait !== null && this.options.goesOn()) this.timer = setTimeout(again, wait);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

import { CallError, callApi } from '@/lib/http/call-api';
import type { PollResponse } from '@/lib/tasks/poll-schema';

/** `other-account`: the browser is signed in as somebody else by now. */
export type Connection = 'fine' | 'lost' | 'signed-out' | 'other-account';

/** Pauses after failed requests: quick at first, never longer than this. */
const LONGEST_PAUSE_MS = 20_000;

/** Refusals that asking again does not change. */
const CONNECTIONS: Partial<Record<CallError['code'], Connection>> = {
  unauthenticated: 'signed-out',
  other_account: 'other-account',
};

interface Options {
  /** Whether this page is the one that goes on asking. */
  goesOn: () => boolean;
  onState: (connection: Connection) => void;
}

/** One request, and the next when the server says; soon again after one that failed, and never after signing out or in as somebody else. */
export class PollLoop {
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
      connection = CONNECTIONS[error.code] ?? 'lost';
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

/** What one request may ask for. */
const CHUNK = 50;

interface PollOptions {
  /** The versions that this browser has; 0 of what it has not. */
  versions: Readonly<Record<string, number>>;
  account: string;
}

/** Asks for all of these tasks at once; null when there are none. */
export async function pollTasks({ versions, account }: PollOptions): Promise<PollResponse | null> {
  const ids = Object.keys(versions);
  const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, index) =>
    ids.slice(index * CHUNK, (index + 1) * CHUNK),
  );
  const answers = await Promise.all(
    chunks.map((taskIds) => {
      const known = Object.fromEntries(
        taskIds.flatMap((id) => {
          const version = versions[id];
          return version ? [[id, version]] : [];
        }),
      );
      const json = { taskIds, known };
      return callApi<PollResponse>('/api/generate-image/polling', { method: 'POST', json, account });
    }),
  );
  const last = answers.at(-1);
  if (!last) return null;
  const waits = answers.map((answer) => answer.nextPollMs).filter((wait) => wait !== null);
  return {
    tasks: answers.flatMap((answer) => answer.tasks),
    missing: answers.flatMap((answer) => answer.missing),
    nextPollMs: waits.length > 0 ? Math.min(...waits) : null,
    now: last.now,
  };
}

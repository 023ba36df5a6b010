import type { Task } from '@/lib/tasks/schema';
import type { Connection } from './poll-loop';

/** What the tabs of one account say to each other. */
export type TabMessage =
  /** "I lead now": a tab that can be seen takes over from one that can't. */
  | { type: 'lead'; hidden: boolean }
  /** "These are open here, at these versions." */
  | { type: 'open'; versions: Record<string, number> }
  /** What an answer of the server has brought. */
  | { type: 'update'; tasks: readonly Task[]; missing: readonly string[] }
  /** "There is something new that is none of our open tasks." */
  | { type: 'elsewhere' }
  /** How the latest request went, and the database's time. */
  | { type: 'state'; connection: Connection; now: string };

/** Sends to the other tabs; in a browser that can't, to nobody. */
export class TabChannel {
  private readonly channel: BroadcastChannel | undefined;

  constructor(name: string, receive: (message: TabMessage) => void) {
    if (typeof BroadcastChannel === 'undefined') return;
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = ({ data }: MessageEvent<TabMessage>) => receive(data);
  }

  send(message: TabMessage): void {
    this.channel?.postMessage(message);
  }

  close(): void {
    this.channel?.close();
  }
}

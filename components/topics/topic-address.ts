import { topicPath } from './topic-path';

interface Step {
  from: string;
  to: string;
}

/**
 * The address bar, where a topic is opened by sending. The router follows `replaceState` a moment later, as a transition:
 * until then `ahead` says where the page is going, so that its cards are there in the frame of the click.
 */
class TopicAddress {
  private step: Step | null = null;
  private readonly origins = new Map<string, string>();
  private readonly listeners = new Set<() => void>();

  readonly ahead = (): Step | null => this.step;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** Turns the address into that of a topic that is being made. */
  open(topicId: string): void {
    if (location.pathname === topicPath(topicId)) return;
    this.origins.set(topicId, location.pathname);
    this.turn(topicPath(topicId));
  }

  /** The topic was not made: turns the address back, unless the person has gone elsewhere. */
  leave(topicId: string): void {
    const origin = this.origins.get(topicId);
    this.origins.delete(topicId);
    if (origin && location.pathname === topicPath(topicId)) this.turn(origin);
  }

  /** The router has arrived at this path. */
  arrived(path: string | null): void {
    if (this.step && path !== this.step.from) this.set(null);
  }

  private turn(to: string): void {
    this.set({ from: location.pathname, to });
    history.replaceState(null, '', to);
  }

  private set(step: Step | null): void {
    this.step = step;
    for (const notify of this.listeners) notify();
  }
}

export const topicAddress = new TopicAddress();

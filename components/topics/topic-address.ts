import { Listeners } from '@/lib/listeners';
import { readId } from '@/lib/schema/ids';

/** The page of a topic. */
export function topicPath(topicId: string): `/image-generator/${string}` {
  return `/image-generator/${topicId}`;
}

/** In the query of the generator's address: one was led there from a topic's that is not there. */
export const MISSING_TOPIC = 'missing';

/** The page for something new. */
export const BLANK_PAGE = '/image-generator/new';

const TOPIC_PAGE = /^\/image-generator\/([^/]+)\/?$/;

/** The topic whose page this is; undefined for any other page. */
export function topicIdOf(path: string | null): string | undefined {
  return readId(TOPIC_PAGE.exec(path ?? '')?.[1]);
}

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
  private readonly listeners = new Listeners();
  readonly subscribe = this.listeners.subscribe;

  readonly ahead = (): Step | null => this.step;

  /** Turns the address into that of a topic that is being made. */
  open(topicId: string): void {
    if (location.pathname === topicPath(topicId)) return;
    this.origins.set(topicId, location.pathname);
    this.turn(topicPath(topicId));
  }

  /** Whether this page has led to a topic, and not back. */
  hasOpened(topicId: string): boolean {
    return this.origins.has(topicId);
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
    this.listeners.notify();
  }
}

/** Tells that somebody asks for the page for something new, perhaps on that page. */
export const newTopic = new Listeners();

/** The one of this page. */
export const topicAddress = new TopicAddress();

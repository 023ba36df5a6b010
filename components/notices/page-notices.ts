import { unstable_rethrow } from 'next/navigation';
import { CallError, callApi } from '@/lib/http/call-api';
import { Listeners } from '@/lib/listeners';

/** What a page can have to say about itself, the most urgent first. */
const KINDS = ['account', 'version', 'part', 'action', 'signed-out', 'lost'] as const;

export interface Notice {
  kind: (typeof KINDS)[number];
  /** Of `account`: who is signed in instead. */
  email?: string;
  /** Of `part`: what a second try does; without one only a reload is left. */
  again?: () => void;
}

/** One line at the foot of the page says the most urgent; it is there before anything that is loaded on demand. */
class PageNotices {
  private readonly shown = new Map<Notice['kind'], Notice>();
  private readonly listeners = new Listeners();
  readonly subscribe = this.listeners.subscribe;

  readonly top = (): Notice | null => {
    const kind = KINDS.find((known) => this.shown.has(known));
    return (kind && this.shown.get(kind)) ?? null;
  };

  /** Whether this browser is signed in as somebody else than this page is for. */
  readonly isForeign = (): boolean => this.shown.has('account');

  show(notice: Notice): void {
    this.shown.set(notice.kind, notice);
    this.notify();
  }

  clear(...kinds: Notice['kind'][]): void {
    const cleared = kinds.filter((kind) => this.shown.delete(kind));
    if (cleared.length > 0) this.notify();
  }

  private notify(): void {
    this.listeners.notify();
  }
}

/** The notices of this page, shown at its foot by PageLine. */
export const pageNotices = new PageNotices();

/**
 * Whether this browser is still signed in as the account of the page: links and forms can't name it, a request before them can.
 * Where there is no answer they may try, and the browser says what became of it.
 */
export async function isOurs(): Promise<boolean> {
  try {
    await callApi('/api/credits?limit=1');
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
  }
  return !pageNotices.isForeign();
}

const lost = new WeakSet<() => Promise<unknown>>();

/**
 * Says that a part of the page did not come although somebody wants it. The first time there is a second try; what fails again,
 * with a connection, belongs to a build that is gone, and only a reload brings it.
 */
export function reportLostPart(load: () => Promise<unknown>, again: () => void): void {
  const gone = lost.has(load) && navigator.onLine;
  lost.add(load);
  function tryAgain() {
    pageNotices.clear('part');
    again();
  }
  pageNotices.show({ kind: 'part', ...(!gone && { again: tryAgain }) });
  // Any answer of the API says which build is served now.
  void isOurs();
}

/**
 * Calls a server action. One that does not get through is shown, and resolves to undefined: an error that is thrown takes the
 * whole page away.
 */
export async function callAction<T>(act: () => Promise<T>): Promise<T | undefined> {
  try {
    const answer = await act();
    pageNotices.clear('action');
    return answer;
  } catch (error) {
    // A redirect.
    unstable_rethrow(error);
    console.info('A server action did not get through.', error);
    if (!pageNotices.isForeign()) pageNotices.show({ kind: 'action' });
    return undefined;
  }
}

const listeners = new Listeners<[words: string]>();

/** What is to be read out to people who don't see it, said anywhere in the app. */
export const announcements = { say: listeners.notify, subscribe: listeners.subscribe };

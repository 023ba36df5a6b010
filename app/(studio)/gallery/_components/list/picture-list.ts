import type { PictureStore } from '@/components/pictures/feed/picture-store';
import type { GalleryResponse } from '@/lib/gallery/schema';
import { callApi } from '@/lib/http/call-api';
import { Listeners } from '@/lib/listeners';

type What = 'query' | 'more';

interface ListState {
  /** The question that `ids` answers, or will when it is no longer loading. */
  query: string;
  /** Pictures in order, as far as they were loaded. */
  ids: readonly string[];
  /** How many there are, loaded or not, as the last first page said. */
  total: number | undefined;
  /** Leads to the next page; null at the end. */
  cursor: string | null;
  loading: What | null;
  failed: What | null;
}

type FetchPage = (query: string, cursor: string | null) => Promise<GalleryResponse>;

/** The pictures of a search, page by page. An answer to a question that was asked before the last one changes nothing. */
export class PictureList {
  private current: ListState;
  private readonly listeners = new Listeners();
  readonly subscribe = this.listeners.subscribe;
  /** How often a page was asked for, and newer pictures: an answer to any but the last says what was. */
  private asked = 0;
  private askedForNewer = 0;

  /** Begins with the page that the server painted. */
  constructor(
    private readonly store: Pick<PictureStore, 'mergeTasks'>,
    private readonly fetchPage: FetchPage,
    query: string,
    page: GalleryResponse,
  ) {
    store.mergeTasks(page.tasks);
    this.current = whole(query, page);
  }

  readonly state = (): ListState => this.current;

  /** Takes a first page that the server painted anew. */
  paint(query: string, page: GalleryResponse): void {
    this.asked += 1;
    this.askedForNewer += 1;
    this.store.mergeTasks(page.tasks);
    this.set(whole(query, page));
  }

  /** Asks something else; until the answer comes, the pictures of the last question stay. */
  show(query: string): void {
    if (query !== this.current.query) this.fetch({ ...this.current, query }, 'query', null);
  }

  /** Loads the next page, unless there is none or something is loading already. */
  readonly more = (): void => {
    const { cursor, loading, failed } = this.current;
    if (cursor !== null && loading === null && failed === null) this.fetch(this.current, 'more', cursor);
  };

  /** Asks again what was not answered. */
  readonly retry = (): void => {
    const { failed, cursor } = this.current;
    if (failed) this.fetch(this.current, failed, failed === 'more' ? cursor : null);
  };

  /** Puts what has come since in front. That it failed is told to nobody: the next finished picture asks again. */
  async loadNewer(): Promise<void> {
    this.askedForNewer += 1;
    const { askedForNewer } = this;
    const page = await this.fetchPage(this.current.query, null).catch(() => null);
    if (!page || this.askedForNewer !== askedForNewer || this.current.loading === 'query') return;
    this.store.mergeTasks(page.tasks);
    this.set(renewed(this.current, page));
  }

  private fetch(from: ListState, what: What, cursor: string | null): void {
    this.asked += 1;
    if (what === 'query') this.askedForNewer += 1;
    const { asked } = this;
    this.set({ ...from, loading: what, failed: null });
    this.fetchPage(from.query, cursor).then(
      (page) => {
        if (this.asked !== asked) return;
        this.store.mergeTasks(page.tasks);
        this.set(what === 'query' ? whole(from.query, page) : longer(this.current, page));
      },
      () => {
        if (this.asked === asked) this.set({ ...this.current, loading: null, failed: what });
      },
    );
  }

  private set(state: ListState): void {
    this.current = state;
    this.listeners.notify();
  }
}

function whole(query: string, page: GalleryResponse): ListState {
  return longer({ query, ids: [], total: page.total, cursor: null, loading: null, failed: null }, page);
}

function longer(state: ListState, { tasks, nextCursor }: GalleryResponse): ListState {
  const ids = [...new Set([...state.ids, ...tasks.map((task) => task.taskId)])];
  return { ...state, ids, cursor: nextCursor, loading: null };
}

/** The first page as it is now, and what was loaded beyond it. */
function renewed(state: ListState, { tasks, nextCursor, total }: GalleryResponse): ListState {
  const first = tasks.map((task) => task.taskId);
  const beyond = state.ids.filter((id) => !first.includes(id));
  return {
    ...state,
    total,
    ids: [...first, ...beyond],
    cursor: beyond.length > 0 ? state.cursor : nextCursor,
  };
}

/** The first page: about three windows full. */
export const PAGE_SIZE = 60;
/** The next ones, which are scrolled through. */
const NEXT_SIZE = 100;

/** A page of the gallery by its API query. */
export function fetchGallery(query: string, cursor: string | null): Promise<GalleryResponse> {
  const params = new URLSearchParams(query);
  params.set('limit', String(cursor ? NEXT_SIZE : PAGE_SIZE));
  if (cursor) params.set('cursor', cursor);
  return callApi(`/api/gallery?${params}`);
}

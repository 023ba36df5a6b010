import type { BatchesResponse } from '@/lib/generation/schema';

interface LoadedFeed {
  /** Leads to the next page; null when there is none. */
  cursor: string | null;
  /** The time of the oldest batch that was loaded without a gap, in ms: older ones may be known, but not all of them. */
  oldest: number;
}

const UNLIMITED: LoadedFeed = { cursor: null, oldest: Number.NEGATIVE_INFINITY };

/** Pagination: how far each feed was loaded, that of a topic and that of everything (`undefined`). */
export class FeedPages {
  private readonly feeds = new Map<string | undefined, LoadedFeed>();

  /** A feed that nobody has loaded has everything that is known. */
  of(topicId: string | undefined): LoadedFeed {
    return this.feeds.get(topicId) ?? UNLIMITED;
  }

  has(topicId: string): boolean {
    return this.feeds.has(topicId);
  }

  remove(topicId: string): void {
    this.feeds.delete(topicId);
  }

  /**
   * A feed's first page. One that was loaded further keeps its last page, unless there may be a gap between this page and
   * what is known.
   */
  first(topicId: string | undefined, page: BatchesResponse, isKnown: (batchId: string) => boolean): void {
    const last = page.batches.at(-1);
    const joins =
      last !== undefined && isKnown(last.batchId) && Date.parse(last.createdAt) >= this.of(topicId).oldest;
    if (!joins || !this.feeds.has(topicId)) this.next(topicId, page);
  }

  /** A feed's next page. */
  next(topicId: string | undefined, { batches, nextCursor }: BatchesResponse): void {
    const oldest = batches.at(-1);
    this.feeds.set(
      topicId,
      nextCursor && oldest ? { cursor: nextCursor, oldest: Date.parse(oldest.createdAt) } : UNLIMITED,
    );
  }
}

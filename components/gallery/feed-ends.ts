import type { BatchesResponse } from '@/lib/generation/schema';

interface FeedEnd {
  /** Leads to the next page; null when there is none. */
  cursor: string | null;
  /** The time of the oldest batch that was loaded without a gap, in ms: older ones may be known, but not all of them. */
  reach: number;
}

const UNLIMITED: FeedEnd = { cursor: null, reach: Number.NEGATIVE_INFINITY };

/** How far each feed was loaded: that of a topic, and that of everything (`undefined`). */
export class FeedEnds {
  private readonly ends = new Map<string | undefined, FeedEnd>();

  /** A feed that nobody has loaded has everything that is known. */
  of(topicId: string | undefined): FeedEnd {
    return this.ends.get(topicId) ?? UNLIMITED;
  }

  has(topicId: string): boolean {
    return this.ends.has(topicId);
  }

  remove(topicId: string): void {
    this.ends.delete(topicId);
  }

  /**
   * A feed's first page. One that was loaded further keeps its end, unless there may be a gap between this page and what
   * is known.
   */
  start(topicId: string | undefined, page: BatchesResponse, isKnown: (batchId: string) => boolean): void {
    const last = page.batches.at(-1);
    const joins =
      last !== undefined && isKnown(last.batchId) && Date.parse(last.createdAt) >= this.of(topicId).reach;
    if (!joins || !this.ends.has(topicId)) this.extend(topicId, page);
  }

  /** A feed's next page. */
  extend(topicId: string | undefined, { batches, nextCursor }: BatchesResponse): void {
    const oldest = batches.at(-1);
    this.ends.set(
      topicId,
      nextCursor && oldest ? { cursor: nextCursor, reach: Date.parse(oldest.createdAt) } : UNLIMITED,
    );
  }
}

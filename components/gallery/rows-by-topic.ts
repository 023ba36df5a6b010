import type { FeedRow } from './feed-rows';

/** Picks a feed's rows out of all. A list whose rows did not change keeps its identity. */
export class RowsByTopic {
  private readonly lists = new Map<string | undefined, readonly FeedRow[]>();

  /** The rows of a topic, or of all (`undefined`), from `reach` on, a time in ms. */
  pick(all: readonly FeedRow[], topicId: string | undefined, reach: number): readonly FeedRow[] {
    const rows = all.filter(
      (row) => (topicId === undefined || row.topicId === topicId) && Date.parse(row.createdAt) >= reach,
    );
    const previous = this.lists.get(topicId);
    if (previous && rows.length === previous.length && rows.every((row, index) => row === previous[index]))
      return previous;
    this.lists.set(topicId, rows);
    return rows;
  }
}

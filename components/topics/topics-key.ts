import type { TopicsResponse } from '@/lib/topics/schema';

/** The SWR keys of the list of topics, page by page. */
export function topicsKey(_index: number, previous: TopicsResponse | null): string | null {
  if (!previous) return '/api/topics';
  return previous.nextCursor ? `/api/topics?cursor=${encodeURIComponent(previous.nextCursor)}` : null;
}

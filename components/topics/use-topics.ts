'use client';

import { useMemo } from 'react';
import useSWRInfinite, { type SWRInfiniteKeyedMutator } from 'swr/infinite';
import { callApi } from '@/lib/http/call-api';
import type { Topic, TopicsResponse } from '@/lib/topics/schema';
import { topicsKey } from './topics-key';

interface Topics {
  topics: readonly Topic[];
  /** The same, as it came. */
  pages: readonly TopicsResponse[];
  hasMore: boolean;
  loadMore: () => void;
  loading: boolean;
  failed: boolean;
  mutate: SWRInfiniteKeyedMutator<TopicsResponse[]>;
}

/** The person's topics, latest use first, as far as they were asked for; asked for anew on focus. */
export function useTopics(): Topics {
  const { data, error, size, setSize, isValidating, mutate } = useSWRInfinite(
    topicsKey,
    (path) => callApi<TopicsResponse>(path),
    // Painted by the server: the first page is there.
    { revalidateOnMount: false, revalidateIfStale: false, revalidateAll: true, keepPreviousData: true },
  );
  // A topic that was used between two requests stands on two pages.
  const topics = useMemo(() => {
    const listed = data?.flatMap((page) => page.topics) ?? [];
    return [...new Map(listed.map((topic) => [topic.id, topic])).values()];
  }, [data]);
  return {
    topics,
    pages: data ?? [],
    hasMore: data?.at(-1)?.nextCursor != null,
    loadMore: () => void setSize(size + 1),
    loading: isValidating && data !== undefined && data.length < size,
    failed: error !== undefined,
    mutate,
  };
}

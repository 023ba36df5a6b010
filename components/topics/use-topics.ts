'use client';

import { useCallback, useMemo, useState } from 'react';
import useSWR, { type KeyedMutator, type SWRResponse, useSWRConfig } from 'swr';
import { CallError, callApi } from '@/lib/http/call-api';
import type { Topic, TopicsResponse } from '@/lib/topics/schema';

/** Where SWR keeps the list of topics: its pages, as far as they were asked for. */
export const TOPICS_CACHE_KEY = '/api/topics';

interface Topics {
  topics: readonly Topic[];
  /** The same, as it came. */
  pages: readonly TopicsResponse[];
  hasMore: boolean;
  loadMore: () => void;
  loading: boolean;
  failed: boolean;
  mutate: KeyedMutator<TopicsResponse[]>;
}

/** The person's topics, latest use first, as far as they were asked for; asked for anew on focus. */
export function useTopics(): Topics {
  const list: SWRResponse<TopicsResponse[]> = useSWR(
    TOPICS_CACHE_KEY,
    () => fetchPages(list.data?.length ?? 1),
    // Painted by the server: the first page is there.
    { revalidateOnMount: false },
  );
  const { data, error, mutate } = list;
  const [more, setMore] = useState<'idle' | 'loading' | 'failed'>('idle');
  const cursor = data?.at(-1)?.nextCursor;
  // A topic that was used between two requests stands on two pages.
  const topics = useMemo(() => {
    const listed = data?.flatMap((page) => page.topics) ?? [];
    return [...new Map(listed.map((topic) => [topic.id, topic])).values()];
  }, [data]);

  async function loadMore() {
    setMore('loading');
    try {
      const next = await fetchPage(cursor);
      await mutate([...(data ?? []), next], { revalidate: false });
      setMore('idle');
    } catch (fault) {
      if (!(fault instanceof CallError)) throw fault;
      setMore('failed');
    }
  }

  return {
    topics,
    pages: data ?? [],
    hasMore: cursor != null,
    loadMore: () => void loadMore(),
    loading: more === 'loading',
    failed: more === 'failed' || error !== undefined,
    mutate,
  };
}

function fetchPage(cursor: string | null | undefined): Promise<TopicsResponse> {
  return callApi(cursor ? `/api/topics?cursor=${encodeURIComponent(cursor)}` : '/api/topics');
}

async function fetchPages(count: number): Promise<TopicsResponse[]> {
  const pages: TopicsResponse[] = [];
  do pages.push(await fetchPage(pages.at(-1)?.nextCursor));
  while (pages.length < count && pages.at(-1)?.nextCursor);
  return pages;
}

/** Returns the function that asks for the list of topics anew. */
export function useRefreshTopics(): () => void {
  const { mutate } = useSWRConfig();
  return useCallback(() => void mutate(TOPICS_CACHE_KEY), [mutate]);
}

'use client';

import useSWR from 'swr';
import { callApi } from '@/lib/http/call-api';
import type { Topic, TopicsResponse } from '@/lib/topics/schema';

/** Somebody with more finds the others by their pictures. */
const MOST_PAGES = 10;

/** The SWR key of all topics. */
const ALL_TOPICS_KEY = '/api/topics?limit=100';

/** All topics, latest use first. */
async function fetchAllTopics(): Promise<readonly Topic[]> {
  const topics: Topic[] = [];
  let path = ALL_TOPICS_KEY;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await callApi<TopicsResponse>(path);
    topics.push(...answer.topics);
    if (!answer.nextCursor) break;
    path = `${ALL_TOPICS_KEY}&cursor=${encodeURIComponent(answer.nextCursor)}`;
  }
  return topics;
}

/** All topics, once they are `wanted`; undefined until they are known. */
export function useAllTopics(wanted: boolean): { topics: readonly Topic[] | undefined; failed: boolean } {
  const { data, error } = useSWR(wanted ? ALL_TOPICS_KEY : null, fetchAllTopics, {
    // One that was made a moment ago is among them.
    dedupingInterval: 0,
  });
  return { topics: data, failed: error !== undefined };
}

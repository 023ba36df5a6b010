import { callApi } from '@/lib/http/call-api';
import type { Topic, TopicsResponse } from '@/lib/topics/schema';

/** Somebody with more finds the others by their pictures. */
const MOST_PAGES = 10;

/** The SWR key of all topics. */
export const ALL_TOPICS_KEY = '/api/topics?limit=100';

/** All topics, latest use first. */
export async function fetchAllTopics(): Promise<readonly Topic[]> {
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

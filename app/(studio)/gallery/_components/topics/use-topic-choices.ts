'use client';

import { useTranslations } from 'next-intl';
import useSWR from 'swr';
import { useTopics } from '@/components/topics/use-topics';
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

interface TopicChoice {
  value: string;
  label: string;
}

/** The topics to choose from, once they are `wanted`; undefined until they are known. */
export function useTopicChoices(wanted: boolean): {
  topics: readonly TopicChoice[] | undefined;
  failed: boolean;
} {
  const t = useTranslations('gallery');
  const { data, error } = useSWR(wanted ? ALL_TOPICS_KEY : null, fetchAllTopics, {
    // One that was made a moment ago is among them.
    dedupingInterval: 0,
  });
  const topics = data?.map(({ id, title }) => ({ value: id, label: title ?? t('topicUntitled') }));
  return { topics, failed: error !== undefined };
}

/** The title of a topic: from the sidebar's, which the server painted, or of all of them. Empty without a topic. */
export function useTopicTitle(topicId: string): string {
  const t = useTranslations('gallery');
  const painted = useTopics().topics.find((topic) => topic.id === topicId);
  const { topics } = useTopicChoices(topicId !== '' && !painted);
  if (topicId === '') return '';
  if (painted) return painted.title ?? t('topicUntitled');
  return topics?.find((topic) => topic.value === topicId)?.label ?? t('topic');
}

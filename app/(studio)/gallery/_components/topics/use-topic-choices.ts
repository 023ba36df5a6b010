'use client';

import { useTranslations } from 'next-intl';
import useSWR from 'swr';
import { ALL_TOPICS_KEY, fetchAllTopics } from './fetch-all-topics';

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

'use client';

import { useTranslations } from 'next-intl';
import { useAllTopics } from '@/components/topics/use-all-topics';
import { useTopics } from '@/components/topics/use-topics';

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
  const { topics, failed } = useAllTopics(wanted);
  return {
    topics: topics?.map(({ id, title }) => ({ value: id, label: title ?? t('topicUntitled') })),
    failed,
  };
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

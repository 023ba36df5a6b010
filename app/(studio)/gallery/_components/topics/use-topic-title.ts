'use client';

import { useTranslations } from 'next-intl';
import { useTopics } from '@/components/topics/use-topics';
import { useTopicChoices } from './use-topic-choices';

/** The title of a topic: from the sidebar's, which the server painted, or of all of them. Empty without a topic. */
export function useTopicTitle(topicId: string): string {
  const t = useTranslations('gallery');
  const painted = useTopics().topics.find((topic) => topic.id === topicId);
  const { topics } = useTopicChoices(topicId !== '' && !painted);
  if (topicId === '') return '';
  if (painted) return painted.title ?? t('topicUntitled');
  return topics?.find((topic) => topic.value === topicId)?.label ?? t('topic');
}

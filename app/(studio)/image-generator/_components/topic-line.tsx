'use client';

import { useTranslations } from 'next-intl';
import { useCurrentTopic } from '@/components/topics/use-current-topic';
import { useFeedScope } from '@/components/topics/use-feed-scope';

/** Which topic one is in, where the list of topics is away. */
export function TopicLine() {
  const t = useTranslations('topics');
  const { topicId, blank } = useFeedScope();
  const topic = useCurrentTopic();
  return (
    <p className="truncate px-1 pb-2 font-medium leading-6 lg:hidden">
      {topicId || blank ? (topic?.title ?? t('untitled')) : t('all')}
    </p>
  );
}

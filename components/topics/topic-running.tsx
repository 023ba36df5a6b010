'use client';

import { useTranslations } from 'next-intl';
import { useOpenCount } from '@/components/gallery/use-open-count';

/** How many pictures of a topic are on their way. */
export function TopicRunning({ topicId }: { topicId: string }) {
  const t = useTranslations('topics');
  const count = useOpenCount(topicId);
  if (count === 0) return null;
  return (
    <span className="ml-auto shrink-0 font-medium text-[0.8125rem] text-accent-text tabular-nums">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t('running', { count })}</span>
    </span>
  );
}

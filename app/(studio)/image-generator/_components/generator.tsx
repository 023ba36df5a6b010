'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useStudio } from '@/app/(studio)/_components/studio-context';
import { useCurrentTopic, useFeedScope } from '@/components/topics/use-current-topic';
import { Composer } from './composer/composer';

/** The generator page: the composer, and the feed under it. */
export function Generator({ children }: { children: ReactNode }) {
  const { draft, promptRef } = useStudio();
  return (
    <div className="flex flex-col gap-7 px-3 pb-24 lg:px-8">
      <TopicLine />
      <div className="-mx-3 sticky top-0 z-20 bg-linear-to-b from-70% from-background to-transparent px-3 pt-2 pb-3 lg:-mx-8 lg:px-8 lg:pt-5">
        <div className="mx-auto max-w-[100rem]">
          <Composer draft={draft} promptRef={promptRef} />
        </div>
      </div>
      {children}
    </div>
  );
}

/** Which topic one is in, where the list of topics is away. */
function TopicLine() {
  const t = useTranslations('topics');
  const { topicId, blank } = useFeedScope();
  const topic = useCurrentTopic();
  return (
    <p className="-mb-6 truncate px-1 font-medium leading-6 lg:hidden">
      {topicId || blank ? (topic?.title ?? t('untitled')) : t('all')}
    </p>
  );
}

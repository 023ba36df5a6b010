'use client';

import { useTranslations } from 'next-intl';
import { Logo } from '@/components/brand/logo';
import { useCurrentTopic } from '@/components/topics/use-current-topic';
import { cn } from '@/components/ui/cn';

/** The name of the product; on small screens, where the list of topics is away, that of the topic. */
export function HeaderTitle() {
  const t = useTranslations('topics');
  const topic = useCurrentTopic();
  return (
    <>
      <div className={cn('px-1 lg:mb-4 lg:px-2', topic && 'max-lg:hidden')}>
        <Logo href="/image-generator" />
      </div>
      {topic ? (
        <p className="min-w-0 flex-1 truncate px-1 font-medium lg:hidden">{topic.title ?? t('untitled')}</p>
      ) : null}
    </>
  );
}

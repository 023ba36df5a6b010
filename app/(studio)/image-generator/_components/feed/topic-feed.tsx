'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useLayoutEffect } from 'react';
import { usePaintedFeed, useRows } from '@/components/pictures/feed/use-rows';
import { usePictures } from '@/components/pictures/pictures-context';
import { rememberedTopic } from '@/components/topics/remembered-topic';
import { useFeedScope } from '@/components/topics/use-current-topic';
import type { BatchesResponse } from '@/lib/generation/schema';
import { BatchSection } from './batch-section';
import { EmptyState } from './empty-state';
import { OlderBatches } from './older-batches';

interface Props {
  /** The topic of this page; without one, it shows everything. */
  topicId?: string | undefined;
  /** What the server painted; nothing on a blank page. */
  batches?: BatchesResponse | undefined;
  /** A remembered topic that is not there any more. */
  lost?: string | undefined;
}

/** The feed of a page under the composer, with what the server painted of it. */
export function TopicFeed({ topicId, batches, lost }: Props) {
  const { onReuse } = usePictures();
  usePaintedFeed(topicId, batches);

  // With the address, not after it: who opens the generator next is led here.
  useLayoutEffect(() => {
    if (topicId) rememberedTopic.set(topicId);
    if (lost) rememberedTopic.forget(lost);
  }, [topicId, lost]);

  return <Feed empty={<EmptyState onPick={(what) => onReuse('everything', what)} />} />;
}

/** What was asked for in the topic of this page, or everything, newest first. */
export function Feed({ empty }: { empty: ReactNode }) {
  const t = useTranslations('feed');
  const { topicId, blank } = useFeedScope();
  const rows = useRows(topicId);
  if (blank || rows.length === 0) return empty;
  return (
    <section aria-label={t('title')} className="@container/feed flex flex-col gap-9">
      {rows.map((row, index) => (
        <BatchSection key={row.key} row={row} newest={index === 0} />
      ))}
      <OlderBatches topicId={topicId} />
    </section>
  );
}

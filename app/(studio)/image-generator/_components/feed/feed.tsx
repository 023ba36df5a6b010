'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useRows } from '@/components/gallery/use-rows';
import { useFeedScope } from '@/components/topics/use-feed-scope';
import { BatchSection } from './batch-section';
import { OlderBatches } from './older-batches';

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

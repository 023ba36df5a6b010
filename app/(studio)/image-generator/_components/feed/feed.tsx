'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useRows } from '@/components/gallery/use-rows';
import { BatchSection } from './batch-section';
import { OlderBatches } from './older-batches';

/** Everything that was asked for, newest first. */
export function Feed({ empty }: { empty: ReactNode }) {
  const t = useTranslations('feed');
  const rows = useRows();
  if (rows.length === 0) return empty;
  return (
    <section aria-label={t('title')} className="@container/feed flex flex-col gap-9">
      {rows.map((row, index) => (
        <BatchSection key={row.key} row={row} newest={index === 0} />
      ))}
      <OlderBatches />
    </section>
  );
}

'use client';

import { memo } from 'react';
import { GenerationCard } from '@/components/pictures/cards/generation-card';
import type { FeedRow } from '@/components/pictures/feed/feed-rows';
import { gridShape } from '@/components/pictures/grid-shape';
import { cn } from '@/components/ui/class-names';
import { BatchHeader } from './batch-header';

const COLUMNS = {
  2: '@3xl/feed:grid-cols-2',
  3: '@3xl/feed:grid-cols-3',
  4: '@3xl/feed:grid-cols-4',
} as const;

interface Props {
  row: FeedRow;
  newest: boolean;
}

/** What one click asked for: a line about it and its cards in slot order, whatever finishes first. */
export const BatchSection = memo(function BatchSection({ row, newest }: Props) {
  const shape = gridShape(row.settings.aspectRatio, row.slots.length);
  const headingId = `batch-${row.key}`;
  return (
    // No section: as landmarks, two batches of one prompt could not be told apart.
    <article aria-labelledby={headingId} className="flex flex-col gap-2.5">
      <BatchHeader row={row} newest={newest} headingId={headingId} />
      <ul className={cn('grid grid-cols-2 items-start gap-1.5 @3xl/feed:gap-2.5', COLUMNS[shape.columns])}>
        {row.slots.map(({ position, versions }, index) => (
          <GenerationCard
            key={position}
            versions={versions}
            number={position + 1}
            total={row.slots.length}
            columns={shape.columns}
            box={shape.box}
            contained={shape.contained}
            leads={shape.leads && index === 0}
          />
        ))}
      </ul>
    </article>
  );
});

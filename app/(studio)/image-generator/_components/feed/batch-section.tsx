'use client';

import { memo, useState } from 'react';
import { GenerationCard } from '@/components/pictures/cards/generation-card';
import type { FeedRow } from '@/components/pictures/feed/feed-rows';
import { gridShape } from '@/components/pictures/grid-shape';
import { cn } from '@/components/ui/class-names';
import { TabStops } from '@/components/ui/keyboard/tab-stop';
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

/**
 * What one click asked for: a line about it and its cards in slot order, whatever finishes first. One Tab stop, at the card that had
 * the focus last; from a card, Shift+Tab leads to what can be done with all of them.
 */
export const BatchSection = memo(function BatchSection({ row, newest }: Props) {
  const shape = gridShape(row.settings.aspectRatio, row.slots.length);
  const headingId = `batch-${row.key}`;
  const [active, setActive] = useState<number>();
  const [within, setWithin] = useState(false);
  const stop = (row.slots.find(({ position }) => position === active) ?? row.slots[0])?.position;
  return (
    // No section: as landmarks, two batches of one prompt could not be told apart.
    <article
      aria-labelledby={headingId}
      onFocus={({ currentTarget, target }) => setWithin(currentTarget.contains(target))}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setWithin(false);
      }}
      className="flex flex-col gap-2.5"
    >
      <TabStops value={within}>
        <BatchHeader row={row} newest={newest} headingId={headingId} />
      </TabStops>
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
            tabStop={position === stop}
            onFocused={setActive}
          />
        ))}
      </ul>
    </article>
  );
});

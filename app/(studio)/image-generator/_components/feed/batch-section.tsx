'use client';

import { type CSSProperties, memo, useState } from 'react';
import { GenerationCard } from '@/components/pictures/cards/generation-card';
import type { FeedRow } from '@/components/pictures/feed/feed-rows';
import { gridShape } from '@/components/pictures/grid-shape';
import { TabStops } from '@/components/ui/keyboard/tab-stop';
import { BatchHeader } from './batch-header';

interface Props {
  row: FeedRow;
  newest: boolean;
}

/**
 * What one click asked for: a line about it and its cards in slot order, whatever finishes first. It takes as many columns
 * of the feed as its cards need, so that batches of one stand side by side. One Tab stop, at the card that had the focus last;
 * from a card, Shift+Tab leads to what can be done with all of them.
 */
export const BatchSection = memo(function BatchSection({ row, newest }: Props) {
  const shape = gridShape(row.settings.aspectRatio, row.slots.length);
  const headingId = `batch-${row.key}`;
  const columns = row.slots.length * shape.span;
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
      style={{ '--span': columns } as CSSProperties}
      className="feed-batch gap-y-2.5"
    >
      <div className="@container/batch col-span-full min-w-0">
        <TabStops value={within}>
          <BatchHeader row={row} newest={newest} headingId={headingId} narrow={columns < 3} />
        </TabStops>
      </div>
      <ul className="feed-cards items-start gap-y-1.5 @3xl/feed:gap-y-2.5">
        {row.slots.map(({ position, versions }, index) => (
          <GenerationCard
            key={position}
            versions={versions}
            number={position + 1}
            total={row.slots.length}
            shape={shape}
            leads={shape.wide || (shape.leads && index === 0)}
            tabStop={position === stop}
            onFocused={setActive}
          />
        ))}
      </ul>
    </article>
  );
});

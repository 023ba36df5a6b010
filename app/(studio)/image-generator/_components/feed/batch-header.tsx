'use client';

import { useTranslations } from 'next-intl';
import { NotifyButton } from '@/components/notifications/notify-button';
import type { FeedRow } from '@/components/pictures/feed/feed-rows';
import { useBatchProgress } from '@/components/pictures/feed/use-rows';
import { TimeAgo } from '@/components/tasks/time-ago';
import { cn } from '@/components/ui/class-names';
import { findModel } from '@/lib/providers/catalogue';
import { BatchActions, CancelBatch } from './batch-actions';

interface Props {
  row: FeedRow;
  newest: boolean;
  headingId: string;
  /** It stands beside others: everything has a line of its own, as in a narrow window. */
  narrow: boolean;
}

/** Prompt, model and age of a batch; how much of it is ready, then what can be done with it. */
export function BatchHeader({ row, newest, headingId, narrow }: Props) {
  const t = useTranslations('feed');
  const { ready, open, lost } = useBatchProgress(row);
  const { aspectRatio, imageSize } = row.settings;
  return (
    <header
      className={cn(
        'flex flex-wrap items-baseline gap-x-3.5 gap-y-0.5', // Another batch may stand beside it.
        !narrow && '@3xl/feed:flex-nowrap @3xl/feed:pr-3',
      )}
    >
      <h2
        id={headingId}
        dir="auto"
        title={row.prompt}
        className={cn(
          'line-clamp-1 min-w-0 text-[0.9375rem] leading-6 @max-3xl/feed:basis-full',
          narrow ? 'basis-full' : '@3xl/feed:shrink',
        )}
      >
        {row.prompt}
      </h2>
      <p
        className={cn(
          'text-[0.8125rem] text-muted leading-6',
          narrow ? 'min-w-0 basis-full truncate' : 'shrink-0',
        )}
      >
        {findModel(row.model)?.label ?? row.model} · {aspectRatio} · {imageSize} ·{' '}
        <TimeAgo time={row.createdAt} />
      </p>
      <div
        className={cn(
          'flex shrink-0 grow items-center gap-3 text-[0.8125rem] leading-6 @max-3xl/feed:basis-full pointer-coarse:min-h-11',
          narrow ? 'basis-full' : '@3xl/feed:justify-end',
        )}
      >
        {open > 0 ? (
          <>
            {newest ? <NotifyButton /> : null}
            <CancelBatch row={row} />
            <p className="text-foreground/90 tabular-nums">
              {t('ready', { ready, total: row.slots.length })}
            </p>
          </>
        ) : (
          <BatchActions row={row} ready={ready} lost={lost} />
        )}
      </div>
    </header>
  );
}

'use client';

import { useTranslations } from 'next-intl';
import { type CSSProperties, memo, useCallback } from 'react';
import { cn } from '@/components/ui/cn';
import type { Task } from '@/lib/generation/schema';
import { CanceledCard } from './canceled-card';
import { CompletedCard } from './completed-card';
import { FailedCard } from './failed-card';
import { isOpen } from './is-open';
import { ProcessingCard } from './processing-card';
import { QueuedCard } from './queued-card';
import { RetryRefusal } from './retry-refusal';
import { RetryingCard } from './retrying-card';
import { useGallery } from './use-gallery';
import { useTask } from './use-task';
import { useTryAgain } from './use-try-again';

interface Props {
  taskId: string;
  /** Which picture of its batch, from 1. */
  number: number;
  total: number;
  columns: number;
  /** Width divided by height. */
  box: number;
  contained: boolean;
  /** Takes the whole width of a narrow window. */
  leads: boolean;
}

/** One row → one card, in every status. It has the shape of its picture from the first frame. */
export const GenerationCard = memo(function GenerationCard(props: Props) {
  const { taskId, number, total, leads } = props;
  const t = useTranslations('card');
  const task = useTask(taskId);
  const { visibility } = useGallery();
  const { tryAgain, refusal } = useTryAgain();
  const watch = useCallback(
    (element: HTMLLIElement | null) => (element ? visibility.watch(taskId, element) : undefined),
    [visibility, taskId],
  );
  if (!task) return null;
  const hasText = task.status === 'failed' || task.status === 'canceled';

  return (
    <li
      ref={watch}
      id={`card-${taskId}`}
      tabIndex={-1}
      aria-label={t('named', { number, total })}
      aria-busy={isOpen(task)}
      data-status={task.status}
      style={{ '--box': props.box } as CSSProperties}
      className={cn(
        'group @container relative aspect-(--box) scroll-mt-56 rounded-xl',
        // Words need more room than a picture in a narrow window, and more height than a wide box has.
        hasText ? 'grid' : 'overflow-hidden',
        leads && '@max-3xl/feed:col-span-2',
        task.status === 'failed' && '@max-3xl/feed:col-span-2 @max-3xl/feed:aspect-auto',
      )}
    >
      {bodyOf(task)}
      {hasText && refusal ? <RetryRefusal refusal={refusal} /> : null}
    </li>
  );

  function bodyOf(shown: Task) {
    const onTryAgain = () => void tryAgain(shown);
    switch (shown.status) {
      case 'queued':
        return shown.retryAt ? (
          <RetryingCard task={shown} number={number} retryAt={shown.retryAt} />
        ) : (
          <QueuedCard task={shown} number={number} />
        );
      case 'processing':
        return <ProcessingCard task={shown} number={number} />;
      case 'failed':
        return <FailedCard task={shown} onTryAgain={onTryAgain} />;
      case 'canceled':
        return <CanceledCard task={shown} onTryAgain={onTryAgain} />;
      case 'completed': {
        const [image] = shown.images;
        const sizes = sizesOf(props.columns, leads);
        return image ? (
          <CompletedCard
            task={shown}
            image={image}
            number={number}
            sizes={sizes}
            contained={props.contained}
          />
        ) : null;
      }
    }
  }
});

/**
 * About 60 % of the true width: a thumbnail drawn up to 1.6 times its size still looks sharp, and an original weighs
 * fifty times as much. So only boxes that would blur fetch the original.
 */
function sizesOf(columns: number, leads: boolean): string {
  return `(min-width: 1024px) ${Math.round(48 / columns)}vw, ${leads ? 60 : 30}vw`;
}

'use client';

import { useTranslations } from 'next-intl';
import { type CSSProperties, memo, useCallback, useRef } from 'react';
import { useKnownPictures } from '@/components/pictures/feed/use-picture-tasks';
import type { GridShape } from '@/components/pictures/grid-shape';
import { PICTURE_KEYS } from '@/components/pictures/picture-keys';
import { reusableOf, usePictures } from '@/components/pictures/pictures-context';
import { slotState } from '@/components/pictures/slot-state';
import { useDelete } from '@/components/pictures/use-delete';
import type { PictureActions } from '@/components/pictures/use-picture-actions';
import { useTryAgain } from '@/components/pictures/versions/use-try-again';
import { useShownVersion } from '@/components/pictures/versions/version-control';
import { isOpen } from '@/components/tasks/task-status';
import { cn } from '@/components/ui/class-names';
import { TabStops } from '@/components/ui/keyboard/tab-stop';
import type { PictureTask } from '@/lib/generation/schema';
import type { CallError } from '@/lib/http/call-api';
import { CompletedCard } from './completed-card';
import { CanceledCard, FailedCard } from './ended-card';
import { ProcessingCard, QueuedCard, RetryingCard } from './open-card';
import { useCardKeys } from './use-card-keys';

interface Props {
  /** Of one slot, oldest first. */
  versions: readonly string[];
  /** Which picture of its batch, from 1. */
  number: number;
  total: number;
  shape: GridShape;
  /** Takes the whole width of a narrow window. */
  leads: boolean;
  /** Tab stops at it: at one card of each batch. */
  tabStop?: boolean;
  /** It has the focus, or something in it. */
  onFocused?: (position: number) => void;
}

const KEYS = Object.values(PICTURE_KEYS).join(' ');

/** One slot → one card, in every status. It has the shape of its picture from the first frame. */
export const GenerationCard = memo(function GenerationCard(props: Props) {
  const { number, total, leads, shape } = props;
  const t = useTranslations('card');
  const versions = useKnownPictures(props.versions);
  const task = versions.at(-1);
  const taskId = task?.taskId;
  const { visibility, onReuse } = usePictures();
  const remove = useDelete();
  const { tryAgain, refusal, forget } = useTryAgain();
  const watch = useCallback(
    (element: HTMLLIElement | null) => (element && taskId ? visibility.watch(taskId, element) : undefined),
    [visibility, taskId],
  );
  const slot = slotState(versions);
  const version = useShownVersion(slot.pictures);
  const handle = useRef<PictureActions>(null);
  const { inside, handlers } = useCardKeys({
    picture: handle,
    onDelete: slot.failures.length > 0 ? () => remove(slot.failures) : undefined,
    onReuse: () => task && onReuse('everything', reusableOf(task)),
    onVersion: version.go,
    onFocused: () => props.onFocused?.(number - 1),
  });
  if (!task) return null;
  const hasText = slot.pictures.length === 0 && !isOpen(task);

  return (
    <li
      ref={watch}
      id={`card-${taskId}`}
      tabIndex={props.tabStop ? 0 : -1}
      {...handlers}
      aria-keyshortcuts={version.shown ? KEYS : undefined}
      aria-label={t('named', { number, total })}
      aria-busy={isOpen(task) && !version.shown}
      data-status={task.status}
      style={{ '--box': shape.box, '--card-span': shape.span } as CSSProperties}
      className={cn(
        'feed-card group @container relative aspect-(--box) scroll-mt-56 rounded-xl',
        // A picture that is not near the window costs nothing. Words stay in the box, too: nothing moves when something fails.
        !hasText && 'overflow-hidden [content-visibility:auto]',
        leads && '@max-3xl/feed:col-span-2',
      )}
    >
      <TabStops value={inside}>
        {version.shown ? (
          <CompletedCard
            slot={slot}
            shown={version.shown}
            version={version}
            number={number}
            sizes={sizesOf(shape.span, leads)}
            contained={shape.span > 1}
            onNewVersion={() => void tryAgain(task)}
            refusal={refusal}
            onForget={forget}
            handle={handle}
          />
        ) : (
          bodyOf(task)
        )}
        {hasText && refusal ? <RetryRefusal refusal={refusal} /> : null}
      </TabStops>
    </li>
  );

  function bodyOf(shown: PictureTask) {
    const onTryAgain = () => void tryAgain(shown);
    const onDelete = () => remove(slot.failures);
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
        return <FailedCard task={shown} onTryAgain={onTryAgain} onDelete={onDelete} />;
      case 'canceled':
        return <CanceledCard task={shown} onTryAgain={onTryAgain} onDelete={onDelete} />;
      case 'completed':
        return null;
    }
  }
});

/**
 * About 60 % of the true width: a thumbnail drawn up to 1.6 times its size still looks sharp, and an original weighs
 * fifty times as much. So only boxes that would blur fetch the original.
 */
function sizesOf(span: number, leads: boolean): string {
  return `(min-width: 1024px) ${12 * span}vw, ${leads ? 60 : 30}vw`;
}

/** Why trying again was refused, on the card where it was asked for. */
function RetryRefusal({ refusal }: { refusal: CallError }) {
  const t = useTranslations();
  const referencesGone = refusal.code === 'not_found' && 'referenceIds' in refusal.details;
  return (
    <p
      role="alert"
      className="absolute inset-x-2 bottom-14 animate-rise rounded-lg bg-danger px-3 py-2 text-[0.8125rem] text-danger-ink"
    >
      {referencesGone ? t('versions.referencesGone') : t(`errors.${refusal.code}`)}
    </p>
  );
}

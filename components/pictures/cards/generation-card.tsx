'use client';

import { useTranslations } from 'next-intl';
import { type CSSProperties, type KeyboardEvent, memo, useCallback } from 'react';
import { useKnownPictures } from '@/components/pictures/feed/use-picture-tasks';
import type { GridShape } from '@/components/pictures/grid-shape';
import { usePictures } from '@/components/pictures/pictures-context';
import { slotState } from '@/components/pictures/slot-state';
import { useDelete } from '@/components/pictures/use-delete';
import { useTryAgain } from '@/components/pictures/versions/use-try-again';
import { useShownVersion } from '@/components/pictures/versions/version-control';
import { isOpen } from '@/components/tasks/task-status';
import { cn } from '@/components/ui/class-names';
import type { PictureTask } from '@/lib/generation/schema';
import type { CallError } from '@/lib/http/call-api';
import { CompletedCard } from './completed-card';
import { CanceledCard, FailedCard } from './ended-card';
import { ProcessingCard, QueuedCard, RetryingCard } from './open-card';

interface Props {
  /** Of one slot, oldest first. */
  versions: readonly string[];
  /** Which picture of its batch, from 1. */
  number: number;
  total: number;
  shape: GridShape;
  /** Takes the whole width of a narrow window. */
  leads: boolean;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** One slot → one card, in every status. It has the shape of its picture from the first frame. */
export const GenerationCard = memo(function GenerationCard(props: Props) {
  const { number, total, leads, shape } = props;
  const t = useTranslations('card');
  const versions = useKnownPictures(props.versions);
  const task = versions.at(-1);
  const taskId = task?.taskId;
  const { visibility } = usePictures();
  const remove = useDelete();
  const { tryAgain, refusal, forget } = useTryAgain();
  const watch = useCallback(
    (element: HTMLLIElement | null) => (element && taskId ? visibility.watch(taskId, element) : undefined),
    [visibility, taskId],
  );
  const slot = slotState(versions);
  const version = useShownVersion(slot.pictures);
  if (!task) return null;
  const hasText = slot.pictures.length === 0 && !isOpen(task);

  function onKeyDown(event: KeyboardEvent<HTMLLIElement>) {
    const step = STEPS[event.key];
    // A menu hangs in here too, but stands elsewhere.
    const inside = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (!step || !inside || slot.pictures.length < 2) return;
    event.preventDefault();
    version.go(step);
  }

  return (
    <li
      ref={watch}
      id={`card-${taskId}`}
      tabIndex={-1}
      onKeyDown={onKeyDown}
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
        />
      ) : (
        bodyOf(task)
      )}
      {hasText && refusal ? <RetryRefusal refusal={refusal} /> : null}
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

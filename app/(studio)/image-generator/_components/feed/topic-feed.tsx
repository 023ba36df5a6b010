'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useLayoutEffect, useState } from 'react';
import { useUnsent } from '@/components/outbox/outbox-context';
import type { Sending } from '@/components/outbox/sending';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { usePaintedFeed, useRows } from '@/components/pictures/feed/use-rows';
import { rememberedTopic } from '@/components/topics/remembered-topic';
import { useFeedScope } from '@/components/topics/use-current-topic';
import { LazyPart } from '@/components/ui/lazy-part';
import { preload } from '@/components/ui/use-lazy';
import type { BatchesResponse } from '@/lib/generation/schema';
import { BatchSection } from './batch-section';

interface Props {
  /** The topic of this page; without one, it shows everything. */
  topicId?: string | undefined;
  /** What the server painted; nothing on a blank page. */
  batches?: BatchesResponse | undefined;
  /** A remembered topic that is not there any more. */
  lost?: string | undefined;
  /** Led here by the address of a topic that is none of this person's. */
  missing?: boolean;
  /** Instead of nothing. */
  empty: ReactNode;
}

/** The feed of a page under the composer, with what the server painted of it. */
export function TopicFeed({ topicId, batches, lost, missing = false, empty }: Props) {
  usePaintedFeed(topicId, batches);

  // With the address, not after it: who opens the generator next is led here.
  useLayoutEffect(() => {
    if (topicId) rememberedTopic.set(topicId);
    if (lost) rememberedTopic.forget(lost);
  }, [topicId, lost]);

  // A reload does not say it again.
  useEffect(() => {
    if (missing) history.replaceState(null, '', location.pathname);
  }, [missing]);

  return <Feed empty={empty} />;
}

const loadOlderBatches = () => import('./older-batches').then((module) => module.OlderBatches);
const loadSizeSlider = () =>
  import('@/components/pictures/picture-size-slider').then((module) => module.PictureSizeSlider);
const loadNewAbove = () => import('./new-above').then((module) => module.NewAbove);
const loadUnsentBatch = () => import('./unsent-batch').then((module) => module.UnsentBatch);

/** What was asked for in the topic of this page, or everything, newest first; what was not taken stands in its place. */
export function Feed({ empty }: { empty: ReactNode }) {
  const t = useTranslations('feed');
  const { topicId, blank } = useFeedScope();
  const rows = useRows(topicId);
  const { store } = usePictureTasks();
  const hasMore = store.cursor(topicId) !== null;
  const unsent = useUnsentOf(topicId, blank);
  // Without a connection it could not be loaded any more.
  useEffect(() => preload(loadUnsentBatch), []);
  const shown = blank ? [] : rows;
  const [since] = useState(shown[0]?.key);
  if (shown.length === 0 && unsent.length === 0) return empty;
  const [newest] = shown;
  const items = [
    ...unsent.map((sending) => ({ at: sending.createdAt, key: sending.key, sending })),
    ...shown.map((row) => ({ at: row.createdAt, key: row.key, row })),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <section aria-label={t('title')} className="@container/feed relative flex flex-col gap-5">
      {newest && newest.key !== since ? (
        <LazyPart load={loadNewAbove} part={{ keys: items.map(({ key }) => key), since }} />
      ) : null}
      <div className="-mt-2 flex h-9 justify-end max-lg:hidden">
        <LazyPart load={loadSizeSlider} part={{}} />
      </div>
      <div className="feed-grid">
        {items.map((item) =>
          'row' in item ? (
            <BatchSection key={item.key} row={item.row} newest={item.row === newest} />
          ) : (
            <LazyPart key={item.key} load={loadUnsentBatch} part={{ sending: item.sending }} />
          ),
        )}
      </div>
      {hasMore && !blank ? <LazyPart load={loadOlderBatches} part={{ topicId }} /> : null}
    </section>
  );
}

/** Those of this page; one whose topic was never made has its place where new things begin. */
function useUnsentOf(topicId: string | undefined, blank: boolean): readonly Sending[] {
  const { store } = usePictureTasks();
  return useUnsent().filter(({ order }) => {
    if (blank) return order.newTopicId !== undefined && !store.knowsTopic(order.newTopicId);
    return topicId === undefined || topicId === (order.topicId ?? order.newTopicId);
  });
}

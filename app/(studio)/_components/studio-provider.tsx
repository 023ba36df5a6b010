'use client';

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { SWRConfig } from 'swr';
import { ComposerDraft } from '@/app/(studio)/image-generator/_components/composer/composer-draft';
import { useReuse } from '@/app/(studio)/image-generator/_components/composer/use-reuse';
import { CardVisibility } from '@/components/gallery/card-visibility';
import { GalleryContext } from '@/components/gallery/gallery-context';
import { ServerClock } from '@/components/gallery/server-clock';
import { TaskStore } from '@/components/gallery/task-store';
import { EndedNotifications } from '@/components/notifications/ended-notifications';
import { StatusAnnouncer } from '@/components/notifications/status-announcer';
import { ConnectionLine } from '@/components/polling/connection-line';
import { TaskPoller } from '@/components/polling/task-poller';
import { TopicNews } from '@/components/topics/topic-news';
import { TOPICS_CACHE_KEY } from '@/components/topics/topics-cache-key';
import { useForgetTopics } from '@/components/topics/use-forget-topics';
import type { PendingResponse } from '@/lib/generation/schema';
import type { TopicsResponse } from '@/lib/topics/schema';
import { FeedLightbox } from './feed-lightbox';
import { StudioContext } from './studio-context';
import { useRefreshCredits } from './use-refresh-credits';
import { useViewCard } from './use-view-card';

interface Props {
  account: string;
  /** What the server painted. */
  pending: PendingResponse;
  topics: TopicsResponse;
  children: ReactNode;
}

/** What every signed-in page stands in: one store of rows, one poller, the draft, and what tells of news. */
export function StudioProvider({ account, pending, topics, children }: Props) {
  const [{ store, clock, poller, visibility, draft }] = useState(() => {
    const rows = { store: new TaskStore(pending.pendingTasks), clock: new ServerClock(pending.now) };
    const poller = new TaskPoller({ account, ...rows });
    return { ...rows, poller, visibility: new CardVisibility(), draft: new ComposerDraft() };
  });
  const promptRef = useRef<HTMLTextAreaElement>(null);
  const [opened, setOpened] = useState<{ taskId: string; compares: boolean } | null>(null);
  const onReuse = useReuse(draft, promptRef);
  useRefreshCredits(store);
  useForgetTopics(store);

  // The same page painted anew by the server.
  useEffect(() => {
    clock.sync(pending.now);
    if (store.mergeTasks(pending.pendingTasks).newBatches) poller.look();
  }, [store, clock, poller, pending]);

  const studio = useMemo(() => ({ draft, promptRef }), [draft]);
  const gallery = useMemo(
    () => ({
      store,
      polled: store,
      clock,
      poller,
      visibility,
      onReuse,
      onOpen: (taskId: string, how?: 'compare') => setOpened({ taskId, compares: how === 'compare' }),
    }),
    [store, clock, poller, visibility, onReuse],
  );

  const view = useViewCard(gallery);
  const painted = useMemo(() => ({ fallback: { [TOPICS_CACHE_KEY]: [topics] } }), [topics]);

  return (
    <SWRConfig value={painted}>
      <GalleryContext value={gallery}>
        <StudioContext value={studio}>
          {children}
          <ConnectionLine />
          <EndedNotifications
            onView={(taskId) => {
              setOpened(null);
              // After a dialog that closes has given the focus back.
              requestAnimationFrame(() => view(taskId));
            }}
          />
          <StatusAnnouncer />
          <TopicNews />
          {opened ? (
            <FeedLightbox
              {...opened}
              onShow={(taskId) => setOpened({ taskId, compares: false })}
              onClose={() => setOpened(null)}
            />
          ) : null}
        </StudioContext>
      </GalleryContext>
    </SWRConfig>
  );
}

'use client';

import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { SWRConfig } from 'swr';
import { BALANCE_CACHE_KEY, useRefreshCredits } from '@/components/credits/use-credits';
import { pageNotices } from '@/components/notices/page-notices';
import { FinishedNotifications } from '@/components/notifications/finished-notifications';
import { StatusAnnouncer } from '@/components/notifications/status-announcer';
import { Outbox } from '@/components/outbox/outbox';
import { OutboxContext } from '@/components/outbox/outbox-context';
import { nameAccount } from '@/components/page/watch-requests';
import { CardVisibility } from '@/components/pictures/card-visibility';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { useNewestBatches } from '@/components/pictures/feed/use-newest-batches';
import { PicturesContext } from '@/components/pictures/pictures-context';
import { ServerClock } from '@/components/tasks/server-clock';
import { TaskPoller } from '@/components/tasks/task-poller';
import { TasksContext } from '@/components/tasks/tasks-context';
import { usePolling } from '@/components/tasks/use-polling';
import { useForgetTopics } from '@/components/topics/deleted-topics';
import { useKeepTopics } from '@/components/topics/use-keep-topics';
import { TOPICS_CACHE_KEY } from '@/components/topics/use-topics';
import { AfterTouch } from '@/components/ui/after-touch';
import { LazyPart } from '@/components/ui/lazy-part';
import type { PendingResponse } from '@/lib/generation/schema';
import type { TopicsResponse } from '@/lib/topics/schema';
import { ComposerDraft } from './draft/composer-draft';
import { useReuse } from './draft/use-reuse';
import { useMake } from './make/use-make';
import { StudioContext } from './studio-context';
import { useOutboxAnswers } from './use-outbox-answers';
import { useViewCard } from './use-view-card';

const opensPalette = ({ key, ctrlKey, metaKey }: KeyboardEvent) => (ctrlKey || metaKey) && key === 'k';
const loadPageKeys = () => import('./keys/page-keys').then((module) => module.PageKeys);

interface Props {
  account: string;
  /** What the server painted. */
  pending: PendingResponse;
  topics: TopicsResponse;
  balance: number;
  /** Adds credits; only a local installation has it. */
  getMore: (() => Promise<boolean>) | undefined;
  children: ReactNode;
}

const loadLightbox = () => import('./feed-lightbox').then((module) => module.FeedLightbox);

/** What every signed-in page stands in: its account's cache, one store of rows and the poller that keeps it current, the draft. */
export function StudioProvider({ topics, balance, ...studio }: Props) {
  const swr = useMemo(
    () => ({
      fallback: {
        [TOPICS_CACHE_KEY]: [topics],
        [BALANCE_CACHE_KEY]: { balance, entries: [], nextCursor: null },
      },
      // Of this account: one that signs in after it in the same document starts with nothing.
      provider: () => new Map(),
      isPaused: pageNotices.isForeign,
    }),
    [topics, balance],
  );
  return (
    <SWRConfig value={swr}>
      <NameAccount account={studio.account} />
      <Studio {...studio} />
    </SWRConfig>
  );
}

/** Before anything else of the page asks for something: effects run in the order of the page. */
function NameAccount({ account }: { account: string }) {
  useLayoutEffect(() => nameAccount(account), [account]);
  return null;
}

function Studio({ account, pending, getMore, children }: Omit<Props, 'topics' | 'balance'>) {
  const [{ tasks, visibility, draft, outbox }] = useState(() => {
    const store = new PictureStore(pending.pendingTasks);
    const clock = new ServerClock(pending.now);
    const poller = new TaskPoller({ account, store, clock });
    const draft = new ComposerDraft(account);
    const outbox = new Outbox({ store, clock, poller });
    return {
      tasks: { store, polled: store, clock, poller },
      visibility: new CardVisibility(),
      draft,
      outbox,
    };
  });
  const { store, clock, poller } = tasks;
  const promptRef = useRef<HTMLTextAreaElement>(null);
  const [opened, setOpened] = useState<{ taskId: string; compares: boolean } | null>(null);
  const onReuse = useReuse(draft, promptRef);
  // In the cache of the account's page.
  const refreshCredits = useRefreshCredits();

  const refreshBatches = useNewestBatches(store, account);
  usePolling(poller, () => {
    refreshBatches();
    void refreshCredits();
  });
  useReturnedCredits(store, refreshCredits);
  useOutboxAnswers(outbox, store, draft);
  useForgetTopics(store);
  useKeepTopics(store);
  useEffect(() => draft.keep(), [draft]);
  // The same page painted anew by the server.
  useEffect(() => {
    clock.sync(pending.now);
    if (store.mergeTasks(pending.pendingTasks).fromElsewhere) poller.pollNow();
  }, [store, clock, poller, pending]);

  const studio = useMemo(() => ({ draft, promptRef, getMore }), [draft, getMore]);
  const onOpen = useCallback(
    (taskId: string, how?: 'compare') => setOpened({ taskId, compares: how === 'compare' }),
    [],
  );
  const view = useViewCard(store, onOpen);
  const viewBehind = useCallback(
    (taskId: string) => {
      setOpened(null);
      // After a dialog that closes has given the focus back.
      requestAnimationFrame(() => view(taskId));
    },
    [view],
  );
  const onMake = useMake({ outbox, store, view: viewBehind });
  const pictures = useMemo(
    () => ({ visibility, onReuse, onMake, onOpen }),
    [visibility, onReuse, onMake, onOpen],
  );

  return (
    <TasksContext value={tasks}>
      <PicturesContext value={pictures}>
        <StudioContext value={studio}>
          <OutboxContext value={outbox}>
            {children}
            <AfterTouch load={loadPageKeys} holds={opensPalette} />
          </OutboxContext>
          <FinishedNotifications onView={viewBehind} />
          <StatusAnnouncer />
          {opened ? (
            <LazyPart
              load={loadLightbox}
              part={{
                ...opened,
                onShow: (taskId: string) => setOpened({ taskId, compares: false }),
                onClose: () => setOpened(null),
              }}
              onLost={() => setOpened(null)}
              onAgain={() => setOpened(opened)}
            />
          ) : null}
        </StudioContext>
      </PicturesContext>
    </TasksContext>
  );
}

/** What failed or was canceled has given its credits back. */
function useReturnedCredits(store: PictureStore, refresh: () => Promise<unknown>): void {
  useEffect(
    () =>
      store.subscribeFinished((task) => {
        if (task.status !== 'completed') void refresh();
      }),
    [store, refresh],
  );
}

'use client';

import dynamic from 'next/dynamic';
import { useEffect, useMemo, useRef, useState } from 'react';
import { CardVisibility } from '@/components/gallery/card-visibility';
import { ConnectionLine } from '@/components/gallery/connection-line';
import { GalleryContext } from '@/components/gallery/gallery-context';
import type { Reusable } from '@/components/gallery/reusable';
import { ServerClock } from '@/components/gallery/server-clock';
import { TaskStore } from '@/components/gallery/task-store';
import { EndedNotifications } from '@/components/notifications/ended-notifications';
import { StatusAnnouncer } from '@/components/notifications/status-announcer';
import { viewCard } from '@/components/notifications/view-card';
import type { BatchesResponse, PendingResponse } from '@/lib/generation/schema';
import { BackToPrompt } from './composer/back-to-prompt';
import { Composer } from './composer/composer';
import { ComposerDraft } from './composer/composer-draft';
import { EmptyState } from './feed/empty-state';
import { Feed } from './feed/feed';
import { useRefreshCredits } from './use-refresh-credits';

interface Props {
  /** What the server painted. */
  batches: BatchesResponse;
  pending: PendingResponse;
  /** Adds credits; only a local installation has it. */
  getMore?: (() => Promise<boolean>) | undefined;
}

const Lightbox = dynamic(
  () => import('@/components/gallery/lightbox/lightbox').then((module) => module.Lightbox),
  {
    ssr: false,
  },
);

/** The generator page: one store of rows, one poller, and everything that reads from them. */
export function Studio({ batches, pending, getMore }: Props) {
  const [{ store, clock, visibility, draft }] = useState(() => ({
    store: new TaskStore(batches, pending),
    clock: new ServerClock(pending.now),
    visibility: new CardVisibility(),
    draft: new ComposerDraft(),
  }));
  const promptRef = useRef<HTMLTextAreaElement>(null);
  const [opened, setOpened] = useState<string | null>(null);
  useRefreshCredits(store);

  // The same page painted anew by the server.
  useEffect(() => {
    store.mergeBatches(batches, false);
    store.mergeTasks(pending.pendingTasks);
    clock.sync(pending.now);
  }, [store, clock, batches, pending]);

  const gallery = useMemo(() => {
    function onReuse({ prompt, model, settings, count }: Reusable) {
      draft.setPrompt(prompt);
      draft.setSettings({
        model,
        aspectRatio: settings.aspectRatio,
        imageSize: settings.imageSize,
        seed: settings.seed ?? null,
        exclude: settings.negativePrompt ?? '',
        ...(count !== undefined && { count }),
      });
      // After a dialog that closes has given the focus back.
      requestAnimationFrame(() => {
        promptRef.current?.focus();
        window.scrollTo({ top: 0, behavior: 'smooth' });
      });
    }
    return { store, clock, visibility, onReuse, onOpen: setOpened };
  }, [store, clock, visibility, draft]);

  function view(taskId: string) {
    setOpened(null);
    requestAnimationFrame(() => viewCard(taskId));
  }

  return (
    <GalleryContext value={gallery}>
      <div className="mx-auto flex max-w-[100rem] flex-col gap-7 px-3 pb-24 lg:px-8">
        <div className="z-20 lg:sticky lg:top-0 lg:-mx-8 lg:bg-linear-to-b lg:from-70% lg:from-background lg:to-transparent lg:px-8 lg:pt-5 lg:pb-3">
          <Composer draft={draft} promptRef={promptRef} getMore={getMore} />
        </div>
        <Feed empty={<EmptyState onPick={gallery.onReuse} />} />
      </div>
      <BackToPrompt promptRef={promptRef} />
      <ConnectionLine />
      <EndedNotifications onView={view} />
      <StatusAnnouncer />
      {opened ? <Lightbox taskId={opened} onShow={setOpened} onClose={() => setOpened(null)} /> : null}
    </GalleryContext>
  );
}

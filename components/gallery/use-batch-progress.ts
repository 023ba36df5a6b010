'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { FeedRow, Slot } from './feed-rows';
import { isOpen } from './is-open';
import { useGallery } from './use-gallery';

interface BatchProgress {
  ready: number;
  open: number;
}

/** How many slots of a batch have all that was asked for, and in how many something is being made. */
export function useBatchProgress({ slots }: Pick<FeedRow, 'slots'>): BatchProgress {
  const { store } = useGallery();
  const subscribe = useCallback(
    (listener: () => void) => {
      const versions = slots.flatMap((slot) => slot.versions);
      const ends = versions.map((taskId) => store.subscribeTask(taskId, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [store, slots],
  );
  const isBusy = (slot: Slot) => {
    const task = store.get(slot.taskId);
    return task !== undefined && isOpen(task);
  };
  const isReady = (slot: Slot) =>
    !isBusy(slot) && slot.versions.some((taskId) => store.get(taskId)?.status === 'completed');
  const ready = () => slots.filter(isReady).length;
  const open = () => slots.filter(isBusy).length;
  return {
    ready: useSyncExternalStore(subscribe, ready, ready),
    open: useSyncExternalStore(subscribe, open, open),
  };
}

'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { FeedRow } from './feed-rows';
import { isOpen } from './is-open';
import { useGallery } from './use-gallery';

interface BatchProgress {
  ready: number;
  open: number;
}

/** How many of a batch are ready and how many are still open. */
export function useBatchProgress({ slots }: Pick<FeedRow, 'slots'>): BatchProgress {
  const { store } = useGallery();
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = slots.map((slot) => store.subscribeTask(slot.taskId, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [store, slots],
  );
  const count = (test: (taskId: string) => boolean) => slots.filter((slot) => test(slot.taskId)).length;
  const ready = () => count((taskId) => store.get(taskId)?.status === 'completed');
  const open = () =>
    count((taskId) => {
      const task = store.get(taskId);
      return task !== undefined && isOpen(task);
    });
  return {
    ready: useSyncExternalStore(subscribe, ready, ready),
    open: useSyncExternalStore(subscribe, open, open),
  };
}

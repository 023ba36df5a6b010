'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { Task } from '@/lib/generation/schema';
import { useGallery } from './use-gallery';

/** One task, as the store knows it; renders again only when this task changes. */
export function useTask(taskId: string): Task | undefined {
  const { store } = useGallery();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeTask(taskId, listener),
    [store, taskId],
  );
  const read = () => store.get(taskId);
  return useSyncExternalStore(subscribe, read, read);
}

'use client';

import { useSyncExternalStore } from 'react';
import { useGallery } from './use-gallery';

/** How many tasks of a topic can still change. */
export function useOpenCount(topicId: string): number {
  const { store } = useGallery();
  const read = () => store.openCount(topicId);
  return useSyncExternalStore(store.subscribeAll, read, read);
}

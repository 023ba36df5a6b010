'use client';

import { useSyncExternalStore } from 'react';
import type { FeedRow } from './feed-rows';
import { useGallery } from './use-gallery';

/** The feed, newest first; renders again only when rows or their slots change, not when a task does. */
export function useRows(): readonly FeedRow[] {
  const { store } = useGallery();
  return useSyncExternalStore(store.subscribeRows, store.rows, store.rows);
}

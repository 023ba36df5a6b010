'use client';

import { useSyncExternalStore } from 'react';
import type { FeedRow } from './feed-rows';
import { useGallery } from './use-gallery';

/**
 * The feed of a topic, or of everything, newest first; renders again only when its rows or their slots change, not when
 * a task does.
 */
export function useRows(topicId?: string): readonly FeedRow[] {
  const { store } = useGallery();
  const read = () => store.rows(topicId);
  return useSyncExternalStore(store.subscribeRows, read, read);
}

'use client';

import { useEffect } from 'react';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import { Listeners } from '@/lib/listeners';

const listeners = new Listeners<[topicId: string]>();

/** Topics that were deleted on this page, for every store that may have pictures of them. */
export const deletedTopics = { publish: listeners.notify, subscribe: listeners.subscribe };

/** Takes the rows of a deleted topic out of a store. */
export function useForgetTopics(store: PictureStore): void {
  useEffect(() => deletedTopics.subscribe((topicId) => store.removeTopic(topicId)), [store]);
}

'use client';

import { useEffect } from 'react';
import type { TaskStore } from '@/components/gallery/task-store';
import { deletedTopics } from './deleted-topics';

/** Takes the rows of a deleted topic out of a store. */
export function useForgetTopics(store: TaskStore): void {
  useEffect(() => deletedTopics.subscribe((topicId) => store.removeTopic(topicId)), [store]);
}

'use client';

import { useMemo, useSyncExternalStore } from 'react';
import type { Task } from '@/lib/generation/schema';
import { useGallery } from './use-gallery';

/** Several tasks in the given order, as far as the store knows them; renders again only when one of them changes. */
export function useKnownTasks(taskIds: readonly string[]): readonly Task[] {
  const { store } = useGallery();
  const { subscribe, read } = useMemo(() => {
    let last: readonly Task[] = [];
    return {
      subscribe(listener: () => void) {
        const ends = taskIds.map((taskId) => store.subscribeTask(taskId, listener));
        return () => {
          for (const end of ends) end();
        };
      },
      read() {
        const next = taskIds.map(store.get).filter((task) => task !== undefined);
        const same = next.length === last.length && next.every((task, index) => task === last[index]);
        if (!same) last = next;
        return last;
      },
    };
  }, [store, taskIds]);
  return useSyncExternalStore(subscribe, read, read);
}

'use client';

import { useMemo, useSyncExternalStore } from 'react';
import type { Task } from '@/lib/generation/schema';
import { type SlotState, slotState } from './slot-state';
import { useGallery } from './use-gallery';

/** The slot that a task stands in. */
export function useSlot(taskId: string): SlotState {
  const { store } = useGallery();
  const read = useMemo(() => {
    let last: readonly Task[] = [];
    return () => {
      const next = store.versionsOf(taskId);
      const same = next.length === last.length && next.every((task, index) => task === last[index]);
      if (!same) last = next;
      return last;
    };
  }, [store, taskId]);
  return slotState(useSyncExternalStore(store.subscribeAll, read, read));
}

'use client';

import { useEffect, useEffectEvent } from 'react';
import { useGallery } from '@/components/gallery/use-gallery';
import type { Task } from '@/lib/generation/schema';

/** Ends this close together are told as one. */
const TOGETHER_MS = 900;

/** Calls back with the tasks that ended out of sight, several at once as one. */
export function useEnded(onEnded: (tasks: readonly Task[]) => void): void {
  const { store, visibility } = useGallery();
  const tell = useEffectEvent(onEnded);
  useEffect(() => {
    let waiting: Task[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = store.subscribeEnd((task) => {
      if (visibility.isInView(task.taskId)) return;
      waiting.push(task);
      timer ??= setTimeout(() => {
        const tasks = waiting;
        waiting = [];
        timer = undefined;
        tell(tasks);
      }, TOGETHER_MS);
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [store, visibility]);
}

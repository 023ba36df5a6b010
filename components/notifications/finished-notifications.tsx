'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { usePictures } from '@/components/pictures/pictures-context';
import { LazyPart } from '@/components/ui/lazy-part';
import type { PictureTask } from '@/lib/generation/schema';

const loadNotify = () => import('./notify-finished').then((module) => module.NotifyFinished);

/** Listens for tasks that finish out of sight; what tells of them is loaded with the first. */
export function FinishedNotifications({ onView }: { onView: (taskId: string) => void }) {
  const [finished, setFinished] = useState<readonly PictureTask[]>([]);
  useFinishedUnseen((tasks) => setFinished((before) => [...before, ...tasks]));
  return finished.length > 0 ? <LazyPart load={loadNotify} part={{ finished, onView }} /> : null;
}

/** Those that finish this close together are told as one. */
const TOGETHER_MS = 900;

/** Calls back with the tasks that finished out of sight, several at once as one. */
function useFinishedUnseen(onFinished: (tasks: readonly PictureTask[]) => void): void {
  const { store } = usePictureTasks();
  const { visibility } = usePictures();
  const tell = useEffectEvent(onFinished);
  useEffect(() => {
    let waiting: PictureTask[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = store.subscribeFinishedPictures((task) => {
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
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store, visibility]);
}

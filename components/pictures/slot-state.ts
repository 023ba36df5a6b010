'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import type { GeneratedImage, PictureTask } from '@/lib/generation/schema';

export interface Picture {
  task: PictureTask;
  image: GeneratedImage;
}

export interface SlotState {
  /** The finished versions, oldest first. */
  pictures: readonly Picture[];
  /** The newest version, unless it is a picture: it is being made, or came to nothing. */
  attempt: PictureTask | undefined;
  /** Versions after the last picture that came to nothing: what goes away when the failure is dismissed. */
  failures: readonly string[];
}

/** What the versions of a slot, oldest first, come to. */
export function slotState(versions: readonly PictureTask[]): SlotState {
  const pictures = versions.flatMap((task) => {
    const [image] = task.images;
    return task.status === 'completed' && image ? [{ task, image }] : [];
  });
  const last = versions.findLastIndex((task) => task.status === 'completed');
  const after = versions.slice(last + 1);
  return {
    pictures,
    attempt: after.at(-1),
    failures: after
      .filter(({ status }) => status === 'failed' || status === 'canceled')
      .map(({ taskId }) => taskId),
  };
}

/** The slot that a task stands in. */
export function useSlot(taskId: string): SlotState {
  const { store } = usePictureTasks();
  const read = useMemo(() => {
    let last: readonly PictureTask[] = [];
    return () => {
      const next = store.versionsOf(taskId);
      const same = next.length === last.length && next.every((task, index) => task === last[index]);
      if (!same) last = next;
      return last;
    };
  }, [store, taskId]);
  return slotState(useSyncExternalStore(store.subscribeAll, read, read));
}
